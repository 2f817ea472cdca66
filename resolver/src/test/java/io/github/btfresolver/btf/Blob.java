// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes BTF blobs word by word, well-formed or not. */
final class Blob {
    static final ByteOrder[] ORDERS = {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN};

    private final ByteOrder order;
    private final Map<Integer, Integer> changes = new LinkedHashMap<>();
    private int[] types = {1, 1 << 24, 4, 32};
    private String strings = "\0int\0";
    private byte[] layout = {};
    private int headerLength = 24;
    private int headerFill;
    private int gapBeforeTypes;
    private int gapBeforeStrings;
    private int trailing;

    /** With one type: an int of 4 bytes. */
    Blob(ByteOrder order) {
        this.order = order;
    }

    Blob types(int... words) {
        types = words;
        return this;
    }

    Blob strings(String section) {
        strings = section;
        return this;
    }

    /** A header of another length; the bytes past the known fields are {@code fill}. */
    Blob header(int length, int fill) {
        headerLength = length;
        headerFill = fill;
        return this;
    }

    /** Pairs of {@code info_sz} and {@code elem_sz}, from kind 0 on. */
    Blob layout(int... sizes) {
        layout = new byte[2 * sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            layout[4 * (i / 2) + i % 2] = (byte) sizes[i];
        }
        return this;
    }

    Blob gaps(int beforeTypes, int beforeStrings, int afterwards) {
        gapBeforeTypes = beforeTypes;
        gapBeforeStrings = beforeStrings;
        trailing = afterwards;
        return this;
    }

    /** Overwrites a word of the finished blob. */
    Blob word(int offset, int value) {
        changes.put(offset, value);
        return this;
    }

    byte[] build() {
        int typeLength = 4 * types.length;
        int layoutOffset = gapBeforeTypes + typeLength;
        int stringOffset = layoutOffset + layout.length + gapBeforeStrings;
        int total = headerLength + stringOffset + strings.length() + trailing;
        ByteBuffer blob = ByteBuffer.allocate(Math.max(total, 64)).order(order);
        blob.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(headerLength);
        blob.putInt(gapBeforeTypes).putInt(typeLength).putInt(stringOffset).putInt(strings.length());
        blob.putInt(layout.length == 0 ? 0 : layoutOffset).putInt(layout.length);
        while (blob.position() < headerLength) {
            blob.put((byte) headerFill);
        }
        blob.position(headerLength + gapBeforeTypes);
        for (int word : types) {
            blob.putInt(word);
        }
        blob.put(layout);
        blob.position(headerLength + stringOffset);
        blob.put(strings.getBytes(StandardCharsets.ISO_8859_1));
        changes.forEach(blob::putInt);
        byte[] bytes = new byte[total];
        blob.position(0);
        blob.get(bytes);
        return bytes;
    }

    Btf parse() throws BtfFormatException {
        return Btf.parse(build(), "blob");
    }
}
