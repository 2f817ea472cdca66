// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** What the tracer needs of the C library. */
interface LibC extends Library {
    int CLOCK_BOOTTIME = 7;

    int clock_gettime(int clock, byte[] timespec);

    /** A va_list goes on as it came: on every Linux architecture of JNA it is passed like a pointer. */
    int vsnprintf(byte[] buffer, NativeLong size, Pointer format, Pointer arguments);

    String strerror(int errno);
}
