// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

/** The conditions of BPF's branches, by their codes. */
final class Condition {
    private static final int JEQ = 0x10;
    private static final int JGT = 0x20;
    private static final int JGE = 0x30;
    private static final int JSET = 0x40;
    private static final int JNE = 0x50;
    private static final int JSGT = 0x60;
    private static final int JSGE = 0x70;
    private static final int JLT = 0xA0;
    private static final int JLE = 0xB0;
    private static final int JSLT = 0xC0;
    private static final int JSLE = 0xD0;

    private Condition() {}

    /**
     * Whether a branch is taken.
     *
     * @param wide whether all 64 bits are compared, or the lower 32
     */
    static boolean holds(int code, boolean wide, long left, long right) {
        long a = wide ? left : (int) left;
        long b = wide ? right : (int) right;
        // sign extension keeps the unsigned order of 32-bit values
        int unsigned = Long.compareUnsigned(a, b);
        switch (code) {
            case JEQ:
                return a == b;
            case JNE:
                return a != b;
            case JSET:
                return (a & b) != 0;
            case JGT:
                return unsigned > 0;
            case JGE:
                return unsigned >= 0;
            case JLT:
                return unsigned < 0;
            case JLE:
                return unsigned <= 0;
            case JSGT:
                return a > b;
            case JSGE:
                return a >= b;
            case JSLT:
                return a < b;
            case JSLE:
                return a <= b;
            default:
                return false; // no instruction of any kernel
        }
    }
}
