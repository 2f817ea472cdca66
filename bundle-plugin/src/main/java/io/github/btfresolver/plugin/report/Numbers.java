// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private Numbers() {}

    /** {@code 4,000}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 kernel}, {@code 4,000 kernels}. */
    static String count(long count, String what) {
        return count(count) + " " + what + (count == 1 ? "" : "s");
    }

    /** {@code 512 B}, {@code 3.9 KiB}, {@code 4.8 MiB}. */
    static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        return bytes < MIB
                ? String.format(Locale.ROOT, "%,.1f KiB", (double) bytes / KIB)
                : String.format(Locale.ROOT, "%,.1f MiB", (double) bytes / MIB);
    }
}
