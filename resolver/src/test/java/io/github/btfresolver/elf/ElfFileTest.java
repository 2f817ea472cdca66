// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.ElfMaker;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section tables of all four sorts of ELF files, and malformed ones. */
class ElfFileTest {
    private static final ByteOrder[] ORDERS = {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN};

    @TempDir
    Path temporary;

    @Test
    void either_class_and_byte_order_is_read_from_memory_and_from_disk() throws IOException {
        for (int bits : new int[] {32, 64}) {
            for (ByteOrder order : ORDERS) {
                byte[] bytes = maker(bits, order).build();
                try (ElfFile elf = ElfFile.of(bytes, "memory.o")) {
                    assertSections(elf, bits, order);
                    assertEquals("memory.o", elf.source());
                }
                File file = temporary.resolve("disk.o").toFile();
                Files.write(file.toPath(), bytes);
                try (ElfFile elf = ElfFile.open(file)) {
                    assertSections(elf, bits, order);
                    assertEquals(file.getPath(), elf.source());
                }
            }
        }
    }

    private static ElfMaker maker(int bits, ByteOrder order) {
        return new ElfMaker(bits, order)
                .machine(247)
                .code("xdp", new byte[] {1, 2, 3})
                .data(".data", new byte[] {4})
                .data("xdp", new byte[] {5, 6})
                .section(".bss", ElfMaker.NOBITS, 0, new byte[] {9, 9});
    }

    private static void assertSections(ElfFile elf, int bits, ByteOrder order) throws IOException {
        assertEquals(bits == 64, elf.is64Bit());
        assertEquals(order, elf.order());
        assertEquals(247, elf.machine());
        assertEquals(1, elf.type());
        StringBuilder names = new StringBuilder();
        elf.sections()
                .forEach(section ->
                        names.append(section.index()).append(section.name()).append(' '));
        assertEquals("1xdp 2.data 3xdp 4.bss 5.shstrtab ", names.toString());
        ElfSection first = assertNotNullSection(elf.firstSection("xdp"));
        assertTrue(first.isExecutable());
        assertEquals(3, first.size());
        assertEquals(ElfSection.PROGBITS, first.type());
        assertArrayEquals(new byte[] {1, 2, 3}, elf.read(first));
        ElfSection last = assertNotNullSection(elf.lastSection("xdp"));
        assertFalse(last.isExecutable());
        assertArrayEquals(new byte[] {5, 6}, elf.read(last));
        assertArrayEquals(new byte[0], elf.read(assertNotNullSection(elf.firstSection(".bss"))));
        assertNull(elf.firstSection(".BTF"));
        assertNull(elf.lastSection(".BTF"));
        assertNull(elf.buildId());
    }

    private static ElfSection assertNotNullSection(ElfSection section) {
        assertNotNull(section);
        return section;
    }

    /** Columns for 64 bits: offset in the file, bytes of the number there, its value, message. Section table at 320. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1 | 0 | not ELF",
                "4 | 1 | 0 | ELF class at offset 4: expected 1 or 2, found 0",
                "4 | 1 | 3 | ELF class at offset 4: expected 1 or 2, found 3",
                "5 | 1 | 0 | ELF byte order at offset 5: expected 1 or 2, found 0",
                "40 | 8 | -1 | first entry of the section table is at offset 18446744073709551615 with 64 bytes, the file has",
                "40 | 8 | 1000000 | truncated ELF: the first entry of the section table is at offset 1000000 with 64",
                "40 | 8 | 9223372036854775807 | is at offset 9223372036854775807",
                "58 | 2 | 40 | ELF section entry size: expected 64, found 40",
                "58 | 2 | 0 | ELF section entry size: expected 64, found 0",
                "60 | 2 | 60000 | section table of 60000 entries is at offset",
                "62 | 2 | 0 | ELF section name table: expected an index below 6, found 0",
                "62 | 2 | 6 | ELF section name table: expected an index below 6, found 6",
                "62 | 2 | 4 | ELF section 1: name at offset 1 is outside the name table",
                "S+64 | 4 | 99 | ELF section 1: name at offset 99 is outside the name table",
                "S+64 | 4 | -1 | ELF section 1: name at offset -1 is outside the name table",
                "S+344 | 8 | -1 | section name table is at offset 18446744073709551615",
                "S+352 | 8 | -1 | with 18446744073709551615 bytes",
                "S+352 | 8 | 1073741824 | with 1073741824 bytes, the file has",
            })
    void malformed_files_are_refused(String place, int width, long value, String message) {
        for (ByteOrder order : ORDERS) {
            byte[] bytes = maker(64, order).build();
            ByteBuffer file = ByteBuffer.wrap(bytes).order(order);
            int table = (int) file.getLong(40);
            int at = place.startsWith("S+") ? table + Integer.parseInt(place.substring(2)) : Integer.parseInt(place);
            put(file, at, width, value);

            assertRefused(message, bytes);
        }
    }

    private static void put(ByteBuffer file, int at, int width, long value) {
        switch (width) {
            case 1:
                file.put(at, (byte) value);
                break;
            case 2:
                file.putShort(at, (short) value);
                break;
            case 4:
                file.putInt(at, (int) value);
                break;
            default:
                file.putLong(at, value);
                break;
        }
    }

    @Test
    void short_files_say_how_short_they_are() {
        byte[] whole = maker(64, ByteOrder.LITTLE_ENDIAN).build();

        assertRefused("not ELF: the file is empty", new byte[0]);
        assertRefused("not ELF", Arrays.copyOf(whole, 3));
        assertRefused("truncated ELF: 4 bytes", Arrays.copyOf(whole, 4));
        assertRefused("truncated ELF: 63 bytes, the header has 64", Arrays.copyOf(whole, 63));
        assertRefused("not ELF", "#!/bin/sh\nexit 1\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void a_file_may_have_no_sections() throws IOException {
        byte[] noTable = maker(32, ByteOrder.BIG_ENDIAN).build();
        ByteBuffer.wrap(noTable).putInt(0x20, 0);
        assertEquals(0, ElfFile.of(noTable, "x").sections().size());

        byte[] noEntries = maker(32, ByteOrder.BIG_ENDIAN).build();
        ByteBuffer.wrap(noEntries).putShort(0x30, (short) 0);
        assertEquals(0, ElfFile.of(noEntries, "x").sections().size());
    }

    /** Counts that do not fit the header stand in the first entry of the table. */
    @Test
    void more_sections_than_the_header_can_count() throws IOException {
        byte[] bytes = maker(64, ByteOrder.BIG_ENDIAN).build();
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int table = (int) file.getLong(40);
        file.putShort(60, (short) 0).putShort(62, (short) 0xFFFF);
        file.putLong(table + 32, 6).putInt(table + 40, 5);
        assertEquals(5, ElfFile.of(bytes, "x").sections().size());

        file.putLong(table + 32, 1 << 20);
        assertRefused("section table of 1048576 entries", bytes);
        file.putLong(table + 32, (1 << 20) + 1);
        assertRefused("ELF with 1048577 sections, the limit is 1048576", bytes);
        file.putLong(table + 32, -1);
        assertRefused("ELF with -1 sections", bytes);
        file.putLong(table + 32, 6).putInt(table + 40, -1);
        assertRefused("ELF section name table: expected an index below 6, found -1", bytes);
    }

    @Test
    void a_section_outside_the_file_is_refused_when_it_is_read() throws IOException {
        byte[] bytes = maker(64, ByteOrder.LITTLE_ENDIAN).build();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) file.getLong(40);
        file.putLong(table + 64 + 32, 1L << 40);
        try (ElfFile elf = ElfFile.of(bytes, "x.o")) {
            ElfSection section = elf.sections().get(0);
            ElfFormatException e = assertThrows(ElfFormatException.class, () -> elf.read(section));
            assertEquals(
                    "x.o: truncated ELF: section 1 xdp is at offset 64 with 1099511627776 bytes, the file has "
                            + bytes.length,
                    e.getMessage());
        }
    }

    /** Names may share bytes, so that a megabyte of file could ask for gigabytes of strings. */
    @Test
    void names_that_share_bytes_too_often_are_refused() {
        StringBuilder longName = new StringBuilder();
        for (int i = 0; i < 1 << 15; i++) {
            longName.append('n');
        }
        ElfMaker maker = new ElfMaker(64, ByteOrder.LITTLE_ENDIAN).data(longName.toString(), new byte[0]);
        for (int i = 0; i < 3000; i++) {
            maker.data("", new byte[0]);
        }
        byte[] bytes = maker.build();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) file.getLong(40);
        for (int i = 1; i <= 3001; i++) {
            file.putInt(table + 64 * i, 1);
        }

        assertRefused(
                "ELF section names up to 28 overlap: they have 917504 bytes, the file has " + bytes.length, bytes);
    }

    private static void assertRefused(String message, byte[] bytes) {
        String found = assertThrows(ElfFormatException.class, () -> ElfFile.of(bytes, "x.o"))
                .getMessage();
        assertTrue(found.startsWith("x.o: ") && found.contains(message), () -> found + " for " + message);
    }
}
