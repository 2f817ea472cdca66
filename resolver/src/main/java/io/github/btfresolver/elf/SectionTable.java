// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the section table, with the extended numbering of files that have more sections than the header can count. */
final class SectionTable {
    private static final int EXTENDED_INDEX = 0xFFFF;
    private static final int MAX_SECTIONS = 1 << 20;

    /**
     * Bytes of all names together for each byte of the file: names may share bytes, so that a small table could stand for
     * gigabytes. Linkers share the ends of names, which makes less than two of one.
     */
    private static final int MAX_NAME_FACTOR = 4;

    private final String source;
    private final ElfInput input;
    private final ElfHeader header;
    private final int entrySize;
    private long nameBytes;

    SectionTable(String source, ElfInput input, ElfHeader header) {
        this.source = source;
        this.input = input;
        this.header = header;
        entrySize = header.is64Bit() ? 64 : 40;
    }

    List<ElfSection> read() throws IOException {
        List<ElfSection> sections = new ArrayList<>();
        long start = header.sectionTableOffset();
        if (start == 0) {
            return sections;
        }
        if (header.sectionEntrySize() != entrySize) {
            throw new ElfFormatException(
                    source, "ELF section entry size: expected " + entrySize + ", found " + header.sectionEntrySize());
        }
        ByteBuffer first = words(range(start, entrySize, "first entry of the section table"));
        long count = header.sectionCount() != 0 ? header.sectionCount() : size(first, 0);
        int namesIndex = header.sectionNamesIndex() != EXTENDED_INDEX ? header.sectionNamesIndex() : link(first, 0);
        if (count > MAX_SECTIONS || count < 0) {
            throw new ElfFormatException(source, "ELF with " + count + " sections, the limit is " + MAX_SECTIONS);
        }
        if (count == 0) {
            return sections;
        }
        ByteBuffer table = words(range(start, count * entrySize, "section table of " + count + " entries"));
        if (namesIndex <= 0 || namesIndex >= count) {
            throw new ElfFormatException(
                    source, "ELF section name table: expected an index below " + count + ", found " + namesIndex);
        }
        byte[] names =
                range(offset(table, namesIndex * entrySize), size(table, namesIndex * entrySize), "section name table");
        for (int i = 1; i < count; i++) {
            sections.add(section(table, i, names));
        }
        return sections;
    }

    private ElfSection section(ByteBuffer table, int index, byte[] names) throws ElfFormatException {
        int at = index * entrySize;
        long flags = header.is64Bit() ? table.getLong(at + 8) : table.getInt(at + 8);
        return new ElfSection(
                index,
                name(names, table.getInt(at), index),
                table.getInt(at + 4),
                flags,
                offset(table, at),
                size(table, at),
                link(table, at));
    }

    private String name(byte[] names, int start, int index) throws ElfFormatException {
        int end = start;
        while (end >= 0 && end < names.length && names[end] != 0) {
            end++;
        }
        if (end < 0 || end >= names.length) {
            throw new ElfFormatException(
                    source, "ELF section " + index + ": name at offset " + start + " is outside the name table");
        }
        nameBytes += end - start;
        if (nameBytes > MAX_NAME_FACTOR * input.size()) {
            throw new ElfFormatException(
                    source,
                    "ELF section names up to " + index + " overlap: they have " + nameBytes + " bytes, the file has "
                            + input.size());
        }
        return new String(names, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private long offset(ByteBuffer table, int at) {
        return header.is64Bit() ? table.getLong(at + 24) : table.getInt(at + 16) & 0xFFFFFFFFL;
    }

    private long size(ByteBuffer table, int at) {
        return header.is64Bit() ? table.getLong(at + 32) : table.getInt(at + 20) & 0xFFFFFFFFL;
    }

    private int link(ByteBuffer table, int at) {
        return table.getInt(at + (header.is64Bit() ? 40 : 24));
    }

    private ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(header.order());
    }

    private byte[] range(long offset, long size, String what) throws IOException {
        return input.read(source, offset, size, "the " + what);
    }
}
