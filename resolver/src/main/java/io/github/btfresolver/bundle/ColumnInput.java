// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** Numbers of one column of a block. */
final class ColumnInput {
    private final String source;
    private final byte[] bytes;
    private final int end;
    private int position;

    ColumnInput(String source, byte[] bytes, int start, int end) {
        this.source = source;
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    int remaining() {
        return end - position;
    }

    /** A LEB128 number of up to 35 bits. */
    long number() throws BundleFormatException {
        if (position < end && bytes[position] >= 0) {
            return bytes[position++]; // like most
        }
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (position >= end) {
                throw bad("a number", "the end of the column");
            }
            int b = bytes[position++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw bad("a number of up to 35 bits", "a longer one");
    }

    int number(int max, String what) throws BundleFormatException {
        if (position < end && bytes[position] >= 0 && bytes[position] <= max) {
            return bytes[position++]; // like most
        }
        long value = number();
        if (value > max) {
            throw bad(what + " of at most " + max, "" + value);
        }
        return (int) value;
    }

    BundleFormatException bad(String expected, String found) {
        return new BundleFormatException(
                source, "block of layouts, offset " + position + ": expected " + expected + ", found " + found);
    }
}
