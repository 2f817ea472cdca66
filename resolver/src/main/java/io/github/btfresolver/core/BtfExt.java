// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A {@code .BTF.ext} section: three lists of records about instructions, of which functions and CO-RE relocations are read
 * and lines checked, as libbpf's {@code btf_ext__new()} does. Its byte order is its own.
 */
final class BtfExt {
    private static final int LENGTH_WITHOUT_CORE = 24;
    private static final int LENGTH_WITH_CORE = 32;
    private static final int FUNC_INFO_SIZE = 8;
    private static final int LINE_INFO_SIZE = 16;
    private static final int CORE_RELOCATION_SIZE = 16;
    private static final int GROUP_HEADER_SIZE = 8;

    private final String source;
    private final ByteBuffer data;
    private final int headerLength;
    private final List<BpfFunction> functions = new ArrayList<>();
    private final List<CoreRelocation> relocations = new ArrayList<>();

    private BtfExt(String source, byte[] section) throws BtfFormatException {
        this.source = source;
        ByteOrder order = BtfHeader.orderOf(section);
        if (order == null) {
            throw new BtfFormatException(source, ".BTF.ext: expected magic 9f eb or eb 9f at its start");
        }
        data = ByteBuffer.wrap(section).order(order);
        headerLength = checkHeader();
    }

    /**
     * Reads a section.
     *
     * @param btf the {@code .BTF} beside it, which holds the strings and types that records refer to
     */
    static BtfExt read(byte[] section, Btf btf, String source) throws BtfFormatException {
        BtfExt ext = new BtfExt(source, section);
        ByteBuffer data = ext.data;
        ext.groups(
                8,
                "func_info",
                FUNC_INFO_SIZE,
                (name, at) -> ext.functions.add(new BpfFunction(btf, name, data.getInt(at), data.getInt(at + 4))));
        ext.groups(16, "line_info", LINE_INFO_SIZE, (name, at) -> {});
        if (ext.headerLength >= LENGTH_WITH_CORE) {
            ext.groups(
                    24,
                    "core_relo",
                    CORE_RELOCATION_SIZE,
                    (name, at) -> ext.relocations.add(new CoreRelocation(
                            btf,
                            name,
                            data.getInt(at),
                            data.getInt(at + 4),
                            data.getInt(at + 8),
                            data.getInt(at + 12))));
        }
        return ext;
    }

    /** In file order; empty when the section has no such part. */
    List<CoreRelocation> relocations() {
        return Collections.unmodifiableList(relocations);
    }

    /** The functions that the section has a record of, in file order. */
    List<BpfFunction> functions() {
        return Collections.unmodifiableList(functions);
    }

    private int checkHeader() throws BtfFormatException {
        int size = data.limit();
        if (size < LENGTH_WITHOUT_CORE) {
            throw new BtfFormatException(source, ".BTF.ext: " + size + " bytes, a header has 24");
        }
        if (data.get(2) != 1 || data.get(3) != 0) {
            throw new BtfFormatException(
                    source,
                    ".BTF.ext: expected version 1 and flags 0, found " + (data.get(2) & 0xFF) + " and "
                            + (data.get(3) & 0xFF));
        }
        long length = u32(4);
        if (length < LENGTH_WITHOUT_CORE || length >= size) {
            throw new BtfFormatException(
                    source, ".BTF.ext: expected a header length from 24 to below " + size + ", found " + length);
        }
        return (int) length;
    }

    /** Walks one list, whose offset and length stand at a place in the header. */
    private void groups(int place, String name, int minRecordSize, RecordVisitor visitor) throws BtfFormatException {
        long start = u32(place);
        long length = u32(place + 4);
        if (length == 0) {
            return;
        }
        if (start % 4 != 0 || headerLength + start + length > data.limit() || length < 4) {
            throw malformed(
                    name,
                    "at offset " + start + " with " + length + " bytes does not fit the section of " + data.limit()
                            + " bytes");
        }
        int at = (int) (headerLength + start);
        int end = (int) (at + length);
        long recordSize = u32(at);
        // libbpf can swap only records whose fields it knows all
        boolean foreign = data.order() == ByteOrder.BIG_ENDIAN;
        if (recordSize % 4 != 0 || recordSize < minRecordSize || (foreign && recordSize != minRecordSize)) {
            throw malformed(name, "record size: expected " + minRecordSize + " or more, found " + recordSize);
        }
        at += 4;
        if (at == end) {
            throw malformed(name, "has no group of records");
        }
        while (at < end) {
            at = group(name, at, end, (int) recordSize, visitor);
        }
    }

    private int group(String name, int at, int end, int recordSize, RecordVisitor visitor) throws BtfFormatException {
        if (end - at < GROUP_HEADER_SIZE) {
            throw malformed(name, "has an incomplete group at offset " + at);
        }
        int sectionName = data.getInt(at);
        long count = u32(at + 4);
        long size = count * recordSize;
        if (count == 0 || recordSize < 0 || size > end - at - GROUP_HEADER_SIZE) {
            throw malformed(
                    name,
                    "group at offset " + at + " with " + count + " records does not fit the "
                            + (end - at - GROUP_HEADER_SIZE) + " bytes that are left");
        }
        int first = at + GROUP_HEADER_SIZE;
        int next = (int) (first + size);
        for (int record = first; record < next; record += recordSize) {
            visitor.record(sectionName, record);
        }
        return next;
    }

    private long u32(int at) {
        return data.getInt(at) & 0xFFFFFFFFL;
    }

    private BtfFormatException malformed(String name, String problem) {
        return new BtfFormatException(source, ".BTF.ext: " + name + " " + problem);
    }

    /** Takes the string offset of a section's name and where a record starts. */
    private interface RecordVisitor {
        void record(int sectionNameOffset, int at);
    }
}
