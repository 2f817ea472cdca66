// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.scale;

/** Numbers that look random, and are the same for the same parameters: by splitmix64's finalizer. */
final class Mix {
    private Mix() {}

    /** Not negative. */
    static int of(long... parameters) {
        long state = 0;
        for (long parameter : parameters) {
            state += parameter + 0x9E3779B97F4A7C15L;
            state = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
            state = (state ^ state >>> 27) * 0x94D049BB133111EBL;
            state ^= state >>> 31;
        }
        return (int) (state & Integer.MAX_VALUE);
    }
}
