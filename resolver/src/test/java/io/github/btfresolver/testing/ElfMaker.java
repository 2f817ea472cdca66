// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes a small relocatable ELF file of either class and byte order, of the sections that it is given. */
public final class ElfMaker {
    public static final int PROGBITS = 1;
    public static final int STRTAB = 3;
    public static final int NOTE = 7;
    public static final int NOBITS = 8;
    public static final int EXECUTABLE = 4;

    private final boolean wide;
    private final ByteOrder order;
    private final StringBuilder names = new StringBuilder("\0");
    private final ByteArrayOutputStream contents = new ByteArrayOutputStream();
    private final List<long[]> sections = new ArrayList<>();
    private int machine = 247;

    /** Of 64 or 32 bits. */
    public ElfMaker(int bits, ByteOrder order) {
        wide = bits == 64;
        this.order = order;
    }

    public ElfMaker machine(int number) {
        machine = number;
        return this;
    }

    /** A section of type PROGBITS. */
    public ElfMaker data(String name, byte[] bytes) {
        return section(name, PROGBITS, 0, bytes);
    }

    /** A section of code. */
    public ElfMaker code(String name, byte[] bytes) {
        return section(name, PROGBITS, EXECUTABLE, bytes);
    }

    public ElfMaker section(String name, int type, int flags, byte[] bytes) {
        while (contents.size() % 8 != 0) {
            contents.write(0);
        }
        sections.add(new long[] {names.length(), type, flags, headerSize() + contents.size(), bytes.length});
        names.append(name).append('\0');
        contents.write(bytes, 0, bytes.length);
        return this;
    }

    /** The finished file; its last section is the table of names. */
    public byte[] build() {
        int namesOffset = names.length();
        names.append(".shstrtab\0");
        byte[] table = names.toString().getBytes(StandardCharsets.ISO_8859_1);
        names.setLength(namesOffset);
        section(".shstrtab", STRTAB, 0, table);
        while (contents.size() % 8 != 0) {
            contents.write(0);
        }
        int sectionsAt = headerSize() + contents.size();
        ByteBuffer elf = ByteBuffer.allocate(sectionsAt + (sections.size() + 1) * entrySize())
                .order(order);
        header(elf, sectionsAt);
        elf.put(contents.toByteArray());
        elf.position(sectionsAt + entrySize());
        for (long[] section : sections) {
            entry(elf, section);
        }
        return elf.array();
    }

    private void header(ByteBuffer elf, int sectionsAt) {
        elf.put(new byte[] {0x7F, 'E', 'L', 'F', (byte) (wide ? 2 : 1)});
        elf.put((byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1)).put((byte) 1).position(16);
        elf.putShort((short) 1).putShort((short) machine).putInt(1);
        word(elf, 0);
        word(elf, 0);
        word(elf, sectionsAt);
        elf.putInt(0).putShort((short) headerSize()).putShort((short) 0).putShort((short) 0);
        elf.putShort((short) entrySize()).putShort((short) (sections.size() + 1));
        elf.putShort((short) sections.size());
    }

    private void entry(ByteBuffer elf, long[] section) {
        elf.putInt((int) section[0]).putInt((int) section[1]);
        word(elf, section[2]);
        word(elf, 0);
        word(elf, section[3]);
        word(elf, section[4]);
        elf.putInt(0).putInt(0);
        word(elf, 1);
        word(elf, 0);
    }

    private void word(ByteBuffer elf, long value) {
        if (wide) {
            elf.putLong(value);
        } else {
            elf.putInt((int) value);
        }
    }

    private int headerSize() {
        return wide ? 64 : 52;
    }

    private int entrySize() {
        return wide ? 64 : 40;
    }
}
