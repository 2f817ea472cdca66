// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** Checks what libbpf's functions return. */
final class BpfCalls {
    private static final int MAX_ERRNO = 4095;

    private final LibC libc;
    private final LibbpfWarnings warnings;

    BpfCalls(LibC libc, LibbpfWarnings warnings) {
        this.libc = libc;
        this.warnings = warnings;
    }

    /** A result that is the negative error number when the call failed. */
    int check(String call, int result) throws TracingException {
        if (result < 0) {
            throw failure(call, -result);
        }
        return result;
    }

    /** A result that is no pointer when the call failed: NULL since libbpf 1.0, before that the error number in it. */
    Pointer check(String call, @Nullable Pointer result) throws TracingException {
        if (result == null) {
            throw failure(call, Native.getLastError());
        }
        int errno = errorIn(Pointer.nativeValue(result), Native.POINTER_SIZE);
        if (errno != 0) {
            throw failure(call, errno);
        }
        return result;
    }

    /** The error number that a pointer stands for; 0 when it is a pointer. */
    static int errorIn(long pointer, int pointerSize) {
        long value = pointerSize == 4 ? (int) pointer : pointer;
        return value < 0 && value >= -MAX_ERRNO ? (int) -value : 0;
    }

    private TracingException failure(String call, int errno) {
        return BpfFailure.of(call, errno, libc.strerror(errno), warnings.text());
    }
}
