// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns times of the kernel's boot-time clock into times of day. */
final class BootClock {
    private final LibC libc;

    BootClock(LibC libc) {
        this.libc = libc;
    }

    /** By what both clocks show now, so that an adjusted clock or a suspended machine does not accumulate an error. */
    long toEpochMillis(long bootNanos) {
        long agoNanos = now() - bootNanos;
        return System.currentTimeMillis() - agoNanos / 1_000_000;
    }

    long now() {
        byte[] timespec = new byte[2 * Native.LONG_SIZE];
        if (libc.clock_gettime(LibC.CLOCK_BOOTTIME, timespec) != 0) {
            throw new IllegalStateException("clock_gettime: " + libc.strerror(Native.getLastError()));
        }
        ByteBuffer words = ByteBuffer.wrap(timespec).order(ByteOrder.nativeOrder());
        return Native.LONG_SIZE == 8
                ? words.getLong(0) * 1_000_000_000 + words.getLong(8)
                : words.getInt(0) * 1_000_000_000L + words.getInt(4);
    }
}
