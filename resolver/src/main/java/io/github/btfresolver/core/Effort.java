// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

/**
 * Bounds the work of comparing two types. Types that refer to one another more than once, which C's types do a few
 * times, can make libbpf's algorithms take a number of steps that grows exponentially with the number of types; what a
 * compiler writes takes thousands.
 */
final class Effort {
    private static final int MAX_STEPS = 1 << 22;

    private int steps;

    /** Counts the members, parameters or enumerators that are looked at for one decision. */
    void spend(int count) throws RelocationException {
        steps += count;
        if (steps > MAX_STEPS) {
            throw new RelocationException("comparing the types takes more than " + MAX_STEPS + " steps");
        }
    }
}
