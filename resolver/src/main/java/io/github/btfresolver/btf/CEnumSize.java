// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/** Makes a C enum as large as the original: C takes an {@code int}, or 8 bytes for values that need them. */
final class CEnumSize {
    private CEnumSize() {}

    /** An enumerator's value: by kflag signed or unsigned; of an ENUM64 its 64 bits. */
    static long value(Btf btf, int id, int index) {
        long value = btf.enumeratorValue(id, index);
        return btf.kind(id) == BtfKind.ENUM && !btf.kflag(id) ? value & mask(btf.sizeField(id)) : value;
    }

    /** Values of an unsigned enum of one byte are bytes, however its producer extended them to 32 bits. */
    private static long mask(int size) {
        return size == 1 ? 0xFF : size == 2 ? 0xFFFF : 0xFFFFFFFFL;
    }

    /** What to write after the closing brace. */
    static String attribute(Btf btf, int id) {
        int least = leastSize(btf, id);
        int size = btf.sizeField(id);
        if (size == Math.max(least, 4)) {
            return "";
        }
        if (size == least) {
            return " __attribute__((packed))";
        }
        switch (size) {
            case 1:
                return " __attribute__((mode(byte)))";
            case 2:
                return " __attribute__((mode(HI)))";
            case 8:
                return " __attribute__((mode(DI)))";
            default:
                return "";
        }
    }

    private static int leastSize(Btf btf, int id) {
        boolean signed = btf.kflag(id);
        int size = 1;
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            long value = value(btf, id, i);
            while (size < 8 && !fits(value, signed, size * 8)) {
                size *= 2;
            }
        }
        return size;
    }

    /** Whether nothing is left of the value above its {@code bits}, but copies of the sign. */
    private static boolean fits(long value, boolean signed, int bits) {
        return signed ? value >> (bits - 1) == value >> 63 : value >>> bits == 0;
    }
}
