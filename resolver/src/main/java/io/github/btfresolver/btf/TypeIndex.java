// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where each type record starts, found in one pass over the type section that also checks everything, so that accessors
 * need not: records are complete, every name is inside the string section and every type id below the type count. That is
 * libbpf's {@code btf_parse_type_sec()} and {@code btf_sanity_check()} (1.3 and newer), and FUNC_PROTO return types, which
 * they miss.
 */
final class TypeIndex implements TypeWords.Visitor {
    static final int RECORD_SIZE = 12;

    /** Kernels have about 25 bytes a type, so that one allocation is mostly enough. */
    private static final int BYTES_PER_TYPE = 20;

    private final String source;
    private final ByteBuffer data;
    private final BtfHeader header;
    private final int stringSize;
    private int[] offsets;
    private int count = 1;

    /** The highest type id that is referred to, and by which type as what. */
    private int highest;

    private int highestBy;
    private String highestAs = "";

    private TypeIndex(String source, ByteBuffer data, BtfHeader header) {
        this.source = source;
        this.data = data;
        this.header = header;
        stringSize = header.stringsEnd() - header.stringsStart();
        offsets = new int[(header.typesEnd() - header.typesStart()) / BYTES_PER_TYPE + 2];
    }

    /** Reads the index of a blob whose header and strings are checked. */
    static TypeIndex read(String source, ByteBuffer data, BtfHeader header) throws BtfFormatException {
        TypeIndex index = new TypeIndex(source, data, header);
        index.scan();
        index.checkReferences();
        return index;
    }

    /** Offsets into the blob by type id; index 0, {@code void}, has none. May be longer than {@link #count()}. */
    int[] offsets() {
        return offsets;
    }

    /** Number of type ids, {@code void} included. */
    int count() {
        return count;
    }

    private void scan() throws BtfFormatException {
        int end = header.typesEnd();
        for (int at = header.typesStart(); at < end; count++) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count + count / 2 + 1);
            }
            offsets[count] = at;
            at += check(at, count);
        }
    }

    /** Checks a record and gives its size. */
    private int check(int at, int id) throws BtfFormatException {
        int left = header.typesEnd() - at;
        if (left < RECORD_SIZE) {
            throw new BtfFormatException(
                    source, "truncated BTF: type " + id + " at offset " + at + " has " + left + " of 12 bytes");
        }
        int info = data.getInt(at + 4);
        BtfKind kind = BtfKind.of(TypeRecord.kindNumber(info));
        int vlen = TypeRecord.vlen(info);
        long size = RECORD_SIZE + kind.infoSize() + (long) kind.elementSize() * vlen;
        if (kind == BtfKind.UNKN) {
            int entry = layoutEntry(TypeRecord.kindNumber(info), at, id);
            size = RECORD_SIZE + (data.get(entry) & 0xFF) + (long) (data.get(entry + 1) & 0xFF) * vlen;
        }
        if (size > left) {
            throw new BtfFormatException(
                    source,
                    "truncated BTF: " + kind + " type " + id + " at offset " + at + " needs " + size + " bytes, " + left
                            + " are left in the type section");
        }
        TypeWords.visit(kind, vlen, id, at, this);
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

    @Override
    public void name(int id, int at, String what) throws BtfFormatException {
        int offset = data.getInt(at);
        if (Integer.compareUnsigned(offset, stringSize) >= 0) {
            throw malformed(
                    id,
                    what + " at string offset " + Integer.toUnsignedString(offset) + ", the string section has "
                            + stringSize + " bytes");
        }
    }

    @Override
    public void type(int id, int at, String what) {
        int target = data.getInt(at);
        if (Integer.compareUnsigned(target, highest) > 0) {
            highest = target;
            highestBy = id;
            highestAs = what;
        }
    }

    private void checkReferences() throws BtfFormatException {
        if (Integer.compareUnsigned(highest, count) >= 0) {
            throw malformed(
                    highestBy,
                    highestAs + " id " + Integer.toUnsignedString(highest) + ", there are types 0 to " + (count - 1));
        }
        for (int id = 1; id < count; id++) {
            if (kind(id) == BtfKind.FUNC) {
                int target = data.getInt(offsets[id] + 8);
                if (target == 0 || kind(target) != BtfKind.FUNC_PROTO) {
                    BtfKind found = target == 0 ? BtfKind.UNKN : kind(target);
                    throw malformed(id, "expected a FUNC_PROTO as its type, found " + target + ", " + found);
                }
            }
        }
    }

    private BtfKind kind(int id) {
        return BtfKind.of(TypeRecord.kindNumber(data.getInt(offsets[id] + 4)));
    }

    private BtfFormatException malformed(int id, String problem) {
        return new BtfFormatException(source, "BTF " + kind(id) + " type " + id + ": " + problem);
    }
}
