// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The string section of a BTF: NUL-terminated byte strings named by their offset. An offset may point into the middle
 * of a string and then names its tail.
 *
 * <p>Names are bytes; as {@link String}s they hold one byte a char (ISO-8859-1), so that equal names are equal strings
 * and nothing is lost on the way out. Immutable.
 */
public final class BtfStrings {
    private final byte[] bytes;
    private final int start;
    private final int end;

    /** The caller has checked that the section ends with a NUL. */
    BtfStrings(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    /** Length of the section in bytes; every valid offset is below. */
    public int size() {
        return end - start;
    }

    /** A view of the whole section. */
    ByteBuffer section() {
        return ByteBuffer.wrap(bytes, start, end - start);
    }

    /** Whether an offset is inside the section. */
    public boolean contains(int offset) {
        return Integer.compareUnsigned(offset, size()) < 0;
    }

    /** Length in bytes of the string at a valid offset. */
    public int length(int offset) {
        int from = start + offset;
        int i = from;
        while (bytes[i] != 0) {
            i++;
        }
        return i - from;
    }

    /** A byte of the string at a valid offset; the index must be below its length. */
    public byte at(int offset, int index) {
        return bytes[start + offset + index];
    }

    public boolean isEmpty(int offset) {
        return bytes[start + offset] == 0;
    }

    public String get(int offset) {
        return get(offset, length(offset));
    }

    /** The first {@code length} bytes of the string at a valid offset. */
    public String get(int offset, int length) {
        return new String(bytes, start + offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Appends the string at a valid offset, and the NUL after it. */
    void copy(int offset, ByteArrayOutputStream out) {
        out.write(bytes, start + offset, length(offset) + 1);
    }

    /** {@link String#hashCode()} of the first {@code length} bytes, so that a name need not be in a BTF to be looked up. */
    int hash(int offset, int length) {
        int hash = 0;
        for (int i = start + offset, n = i + length; i < n; i++) {
            hash = 31 * hash + (bytes[i] & 0xFF);
        }
        return hash;
    }

    /** Whether two strings are equal, byte for byte. */
    public boolean equal(int offset, BtfStrings other, int otherOffset) {
        int a = start + offset;
        int b = other.start + otherOffset;
        while (bytes[a] == other.bytes[b]) {
            if (bytes[a] == 0) {
                return true;
            }
            a++;
            b++;
        }
        return false;
    }

    /** Whether the first {@code length} bytes of two strings, neither of them shorter, are equal. */
    public boolean prefixesEqual(int offset, BtfStrings other, int otherOffset, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[start + offset + i] != other.bytes[other.start + otherOffset + i]) {
                return false;
            }
        }
        return true;
    }
}
