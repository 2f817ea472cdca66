// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads the decoded index of a bundle, or a column of a block: every read is checked, and every complaint names the place. */
final class IndexInput {
    private final String source;
    private final String where;
    private final byte[] bytes;
    private final int end;
    private int position;

    /** The index from a position on. */
    IndexInput(String source, byte[] bytes, int position) {
        this(source, "index", bytes, position, bytes.length);
    }

    private IndexInput(String source, String where, byte[] bytes, int position, int end) {
        this.source = source;
        this.where = where;
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    /** A column of a block of layouts. */
    static IndexInput column(String source, byte[] block, int start, int end) {
        return new IndexInput(source, "block of layouts,", block, start, end);
    }

    String source() {
        return source;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    /** Goes to a position inside. */
    void moveTo(int to) {
        position = to;
    }

    /** A number in LEB128, in its shortest form. */
    int number(int max, String what) throws BundleFormatException {
        int start = position;
        if (start < end && bytes[start] >= 0 && bytes[start] <= max) {
            return bytes[position++]; // like most
        }
        long value = leb128(what);
        boolean shortest = bytes[position - 1] != 0 || position - start == 1;
        if (value > max || !shortest) {
            refuse(start, what, "at most " + max, shortest ? "" + value : "a number with leading zeros");
        }
        return (int) value;
    }

    /** A number in LEB128, of up to 35 bits. */
    long leb128(String what) throws BundleFormatException {
        int start = position;
        long value = 0;
        for (int shift = 0; shift < 35 && position < end; shift += 7) {
            int b = bytes[position++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        need(position - start < 5 ? 1 : 0, what);
        refuse(start, what, "a number of up to 5 bytes", "a longer one");
        return value;
    }

    /** Skips so many of these. */
    void skipLeb128(int count, String what) throws BundleFormatException {
        for (int i = 0; i < count; i++) {
            if (position < end && bytes[position] >= 0) {
                position++; // like most
            } else {
                leb128(what);
            }
        }
    }

    /** Skips numbers if all of them are this one, which is below 128; else stays where it is. */
    boolean skipAll(int number, int count) {
        if (count > end - position) {
            return false;
        }
        for (int at = position; at < position + count; at++) {
            if (bytes[at] != number) {
                return false;
            }
        }
        position += count;
        return true;
    }

    /** 32 bits, little-endian. */
    int fixed(String what) throws BundleFormatException {
        return fixedAt(skip(4, what));
    }

    /** The same at a place that is known to be inside. */
    int fixedAt(int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    /** A number of elements that take at least so many bytes each, so that it can be allocated by. */
    int count(int max, int elementSize, String what) throws BundleFormatException {
        int start = position;
        int count = number(max, what);
        if ((long) count * elementSize > remaining()) {
            refuse(start, what, "at most " + remaining() / elementSize + " in what is left of the index", "" + count);
        }
        return count;
    }

    /** Skips bytes and returns where they start. */
    int skip(int length, String what) throws BundleFormatException {
        need(length, what);
        int start = position;
        position += length;
        return start;
    }

    String string(String what) throws BundleFormatException {
        return string(BundleLimits.STRING, what);
    }

    /** @param max bytes */
    String string(int max, String what) throws BundleFormatException {
        int length = number(max, what);
        int start = skip(length, what);
        return decode(bytes, start, length, start, what);
    }

    /** Checks a string that may be asked for later. */
    void skipString(int max, String what) throws BundleFormatException {
        int length = number(max, what);
        int start = skip(length, what);
        if (!isAscii(bytes, start, length)) {
            decodeUtf8(bytes, start, length, start, what);
        }
    }

    /** UTF-8, strictly: two strings that differ in the index must not become equal. Almost all are ASCII. */
    String decode(byte[] from, int start, int length, int place, String what) throws BundleFormatException {
        return isAscii(from, start, length)
                ? new String(from, start, length, StandardCharsets.ISO_8859_1)
                : decodeUtf8(from, start, length, place, what);
    }

    static boolean isAscii(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private String decodeUtf8(byte[] from, int start, int length, int place, String what) throws BundleFormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(from, start, length))
                    .toString();
        } catch (IOException e) {
            refuse(place, what, "UTF-8", "other bytes");
            return "";
        }
    }

    void expectEnd() throws BundleFormatException {
        if (remaining() != 0) {
            refuse(position, "end of the index", "no more bytes", remaining() + " bytes");
        }
    }

    /** Throws what says that these bytes will not do. */
    void refuse(String what, String expected, String found) throws BundleFormatException {
        refuse(position, what, expected, found);
    }

    /** The same, because of those at a place. */
    void refuse(int place, String what, String expected, String found) throws BundleFormatException {
        BundleFormatException.raise(
                source, where + " offset " + place + ", " + what + ": expected " + expected + ", found " + found);
    }

    private void need(int length, String what) throws BundleFormatException {
        if (length > remaining()) {
            refuse(position, what, length + " bytes", remaining() + " bytes before the end");
        }
    }
}
