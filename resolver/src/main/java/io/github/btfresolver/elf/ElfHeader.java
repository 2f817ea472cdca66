// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The file header of either ELF class, in one shape. */
final class ElfHeader {
    private static final int IDENT_SIZE = 16;
    private static final int SIZE_32 = 52;
    private static final int SIZE_64 = 64;

    private final boolean is64Bit;
    private final ByteBuffer data;

    private ElfHeader(boolean is64Bit, ByteBuffer data) {
        this.is64Bit = is64Bit;
        this.data = data;
    }

    static ElfHeader read(String source, ElfInput input) throws IOException {
        byte[] ident = input.read(0, (int) Math.min(input.size(), IDENT_SIZE));
        if (!ElfFile.isElf(ident)) {
            throw new ElfFormatException(
                    source,
                    ident.length == 0
                            ? "not ELF: the file is empty"
                            : "not ELF: expected magic 7f 45 4c 46 at its start");
        }
        if (ident.length < IDENT_SIZE) {
            throw new ElfFormatException(source, "truncated ELF: " + ident.length + " bytes");
        }
        boolean is64Bit = oneOf(source, ident[4], "class at offset 4");
        ByteOrder order =
                oneOf(source, ident[5], "byte order at offset 5") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int size = is64Bit ? SIZE_64 : SIZE_32;
        if (input.size() < size) {
            throw new ElfFormatException(source, "truncated ELF: " + input.size() + " bytes, the header has " + size);
        }
        return new ElfHeader(is64Bit, ByteBuffer.wrap(input.read(0, size)).order(order));
    }

    private static boolean oneOf(String source, byte found, String what) throws ElfFormatException {
        if (found != 1 && found != 2) {
            throw new ElfFormatException(source, "ELF " + what + ": expected 1 or 2, found " + found);
        }
        return found == 2;
    }

    boolean is64Bit() {
        return is64Bit;
    }

    ByteOrder order() {
        return data.order();
    }

    int type() {
        return data.getShort(16) & 0xFFFF;
    }

    int machine() {
        return data.getShort(18) & 0xFFFF;
    }

    long sectionTableOffset() {
        return is64Bit ? data.getLong(0x28) : data.getInt(0x20) & 0xFFFFFFFFL;
    }

    int sectionEntrySize() {
        return data.getShort(is64Bit ? 0x3A : 0x2E) & 0xFFFF;
    }

    int sectionCount() {
        return data.getShort(is64Bit ? 0x3C : 0x30) & 0xFFFF;
    }

    int sectionNamesIndex() {
        return data.getShort(is64Bit ? 0x3E : 0x32) & 0xFFFF;
    }
}
