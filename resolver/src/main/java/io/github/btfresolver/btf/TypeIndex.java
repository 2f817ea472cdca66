// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds where each type record starts: one pass to count and check, one to note the offsets. */
final class TypeIndex {
    static final int RECORD_SIZE = 12;

    private final String source;
    private final ByteBuffer data;
    private final BtfHeader header;

    TypeIndex(String source, ByteBuffer data, BtfHeader header) {
        this.source = source;
        this.data = data;
        this.header = header;
    }

    /** Offsets into the blob by type id; index 0, {@code void}, has none. */
    int[] offsets() throws BtfFormatException {
        int count = 1;
        for (int at = header.typesStart(); at < header.typesEnd(); count++) {
            at += sizeOf(at, count);
        }
        int[] offsets = new int[count];
        int at = header.typesStart();
        for (int id = 1; id < count; id++) {
            offsets[id] = at;
            at += sizeOf(at, id);
        }
        return offsets;
    }

    private int sizeOf(int at, int id) throws BtfFormatException {
        int left = header.typesEnd() - at;
        if (left < RECORD_SIZE) {
            throw new BtfFormatException(
                    source, "truncated BTF: type " + id + " at offset " + at + " has " + left + " of 12 bytes");
        }
        int info = data.getInt(at + 4);
        int number = TypeInfo.kindNumber(info);
        BtfKind kind = BtfKind.of(number);
        int infoSize = kind.infoSize();
        int elementSize = kind.elementSize();
        if (kind == BtfKind.UNKN) {
            int entry = layoutEntry(number, at, id);
            infoSize = data.get(entry) & 0xFF;
            elementSize = data.get(entry + 1) & 0xFF;
        }
        long size = RECORD_SIZE + infoSize + (long) elementSize * TypeInfo.vlen(info);
        if (size > left) {
            throw new BtfFormatException(
                    source,
                    "truncated BTF: " + kind + " type " + id + " at offset " + at + " needs " + size + " bytes, " + left
                            + " are left in the type section");
        }
        return (int) size;
    }

    /** Where the layout section describes a kind that this code does not know. */
    private int layoutEntry(int number, int at, int id) throws BtfFormatException {
        int entry = header.layoutStart() + 4 * number;
        // A foreign byte order cannot be swapped without knowing the payload, so libbpf takes no unknown kind then.
        boolean described = entry + 4 <= header.layoutEnd() && header.order() == ByteOrder.LITTLE_ENDIAN;
        if (!described || data.get(entry) % 4 != 0 || data.get(entry + 1) % 4 != 0) {
            throw new BtfFormatException(
                    source,
                    "unsupported BTF kind " + number + ": type " + id + " at offset " + at
                            + "; kinds 1 to 19 are known, and no layout section describes this one in a way that can be"
                            + " used");
        }
        return entry;
    }
}
