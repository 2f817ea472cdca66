// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.elf.ElfFormatException;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ElfMaker;
import io.github.btfresolver.testing.FakeFile;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BTF in files: raw and in ELF, of memory and of disk. */
class BtfFileTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final byte[] BTF = BtfText.bytes("int a 4; ptr p a", LITTLE);

    @TempDir
    Path temporary;

    @Test
    void raw_btf_is_read_in_either_byte_order() throws IOException {
        for (ByteOrder order : new ByteOrder[] {LITTLE, BIG}) {
            Btf btf = read(BtfText.bytes("int a 4; ptr p a", order));
            assertEquals(order, btf.order());
            assertEquals("a", btf.name(1));
            assertEquals(8, btf.pointerSize());
        }
        assertEquals(4, read(BtfText.bytes("int long 4", BIG)).pointerSize());
    }

    @ParameterizedTest
    @CsvSource({"32, 4", "64, 8"})
    void the_class_of_an_elf_file_is_the_pointer_size_of_its_btf(int bits, int pointerSize) throws IOException {
        for (ByteOrder order : new ByteOrder[] {LITTLE, BIG}) {
            // whatever machine it is for, and whatever BTF's own long says; the byte order is BTF's own
            byte[] other = BtfText.bytes("int long " + (12 - pointerSize), order == BIG ? LITTLE : BIG);
            Btf btf = read(
                    new ElfMaker(bits, order).machine(62).data(".BTF", other).build());

            assertEquals(pointerSize, btf.pointerSize());
            assertEquals(order == BIG ? LITTLE : BIG, btf.order());
        }
    }

    @Test
    void a_file_that_opens_and_cannot_be_read_is_named() {
        File memory = new File("/proc/self/mem"); // nothing is mapped at address 0
        Judges.assume(memory.canRead(), "no " + memory);

        IOException e = assertThrows(IOException.class, () -> BtfFile.read(memory));
        assertTrue(e.getMessage().startsWith("/proc/self/mem: cannot be read: "), e.getMessage());
        e = assertThrows(IOException.class, () -> BtfFile.readAll(memory));
        assertTrue(e.getMessage().startsWith("/proc/self/mem: cannot be read: "), e.getMessage());
    }

    @Test
    void the_last_section_of_the_name_is_taken() throws IOException {
        byte[] elf = new ElfMaker(64, LITTLE)
                .data(".BTF", BTF)
                .data(".BTF.other", BTF)
                .data(".BTF", BtfText.bytes("int last 4", LITTLE))
                .build();
        assertEquals("last", read(elf).name(1));
    }

    @ParameterizedTest
    @CsvSource({"3", "7", "8"})
    void a_btf_section_of_another_type_is_refused(int type) {
        byte[] elf = new ElfMaker(64, LITTLE).section(".BTF", type, 0, BTF).build();

        ElfFormatException e = assertThrows(ElfFormatException.class, () -> BtfFile.parse(elf, "x.o"));
        assertEquals("x.o: section 1 .BTF: expected type 1 (PROGBITS), found " + type, e.getMessage());
    }

    /** Compressed sections are not unpacked: what is in them does not start with the magic. */
    @Test
    void the_compressed_flag_is_ignored() throws IOException {
        byte[] flagged =
                new ElfMaker(64, LITTLE).section(".BTF", 1, 1 << 11, BTF).build();
        assertEquals("a", read(flagged).name(1));
        byte[] packed = new ElfMaker(64, LITTLE)
                .section(".BTF", 1, 1 << 11, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0x78})
                .build();
        assertMessage("expected magic 9f eb or eb 9f, found 01 00", BtfFormatException.class, packed);
    }

    @Test
    void what_holds_no_btf_says_so() {
        assertMessage("the file is empty", BtfFormatException.class, new byte[0]);
        assertMessage("neither BTF nor ELF", BtfFormatException.class, new byte[] {(byte) 0x9F});
        byte[] script = "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII);
        assertMessage("neither BTF nor ELF", BtfFormatException.class, script);
        assertMessage("truncated BTF: 2 bytes", BtfFormatException.class, Arrays.copyOf(BTF, 2));
        byte[] none = new ElfMaker(64, LITTLE).data(".BTF.ext", BTF).build();
        assertMessage("no BTF: an ELF file without a section .BTF", ElfFormatException.class, none);
        byte[] empty = new ElfMaker(64, LITTLE).data(".BTF", new byte[0]).build();
        assertMessage("no BTF: section .BTF is empty", ElfFormatException.class, empty);
        byte[] cut =
                new ElfMaker(64, LITTLE).data(".BTF", Arrays.copyOf(BTF, 30)).build();
        assertMessage("string section ends after the blob", BtfFormatException.class, cut);
    }

    /** Split BTF needs its base, which nothing in the file tells. */
    @Test
    void the_btf_of_a_kernel_module_is_refused() {
        byte[] module = BTF.clone();
        module[module.length - 3] = 'x';
        assertMessage(
                "(a kernel module's BTF builds on the kernel's and cannot be read alone)",
                BtfFormatException.class,
                module);
    }

    @Test
    void files_that_cannot_be_read_say_why() throws IOException {
        File missing = temporary.resolve("missing").toFile();
        assertEquals(
                missing + ": no such file",
                assertThrows(FileNotFoundException.class, () -> BtfFile.read(missing))
                        .getMessage());
        File folder = temporary.toFile();
        assertEquals(
                folder + ": is a directory",
                assertThrows(IOException.class, () -> BtfFile.read(folder)).getMessage());
        File empty = temporary.resolve("empty").toFile();
        Files.write(empty.toPath(), new byte[0]);
        assertEquals(
                empty + ": the file is empty",
                assertThrows(IOException.class, () -> BtfFile.read(empty)).getMessage());
    }

    @Test
    void a_file_over_the_limit_is_refused() throws IOException {
        File large = temporary.resolve("large").toFile();
        try (RandomAccessFile file = new RandomAccessFile(large, "rw")) {
            file.write(BTF);
            file.setLength((256L << 20) + 1);
        }
        IOException e = assertThrows(IOException.class, () -> BtfFile.read(large));
        assertEquals(large + ": BTF of 268435457 bytes is over the limit of 268435456", e.getMessage());
        e = assertThrows(IOException.class, () -> BtfFile.readAll(large));
        assertEquals(large + ": over the limit of 268435456 bytes", e.getMessage());
    }

    @Test
    void what_lies_behind_the_last_section_is_not_read() throws IOException {
        File file = temporary.resolve("long.btf").toFile();
        Files.write(file.toPath(), Arrays.copyOf(BTF, BTF.length + 1000));

        Btf btf = BtfFile.read(file);

        assertEquals(BTF.length, btf.size());
        assertEquals("a", btf.name(1));
    }

    @Test
    void what_cannot_be_opened_says_why_in_the_systems_words() throws IOException {
        File file = new File("/some (odd)/file");
        assertEquals("Too many open files", FileStart.reason("/some (odd)/file (Too many open files)", file));
        assertEquals("something else", FileStart.reason("something else", file));

        File socket = temporary.resolve("socket").toFile();
        Judges.Run run = Judges.run(
                Judges.require("python3", "python3"),
                "-c",
                "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])",
                socket.getPath());
        Judges.assume(run.status == 0, "python3 cannot be run in this root directory: " + run.output);
        IOException e = assertThrows(IOException.class, () -> BtfFile.read(socket));
        assertEquals(socket + ": cannot be read: No such device or address", e.getMessage());
    }

    @Test
    void what_may_not_be_looked_at_is_not_said_to_be_missing() {
        FakeFile closed = FakeFile.directory("/srv/closed");
        File file = FakeFile.missing("/srv/closed/folder", closed).child("some.btf");

        assertEquals(
                "no such file, or this user may not look into /srv/closed", FileStart.absence("no such file", file));
        closed.open();
        assertEquals("no such file", FileStart.absence("no such file", file));
        assertEquals("no such file", FileStart.absence("no such file", new File("/no-such-folder/file")));
    }

    @Test
    void the_start_of_a_file_is_as_long_as_the_file_at_most() throws IOException {
        File file = temporary.resolve("short").toFile();
        Files.write(file.toPath(), new byte[] {1, 2, 3});
        assertEquals(3, FileStart.read(file, 100).length);
        assertEquals(2, FileStart.read(file, 2).length);
        assertEquals(0, FileStart.read(file, 0).length);
    }

    /** Longer than what is allocated at once. */
    @ParameterizedTest
    @ValueSource(ints = {4095, 4096, 4097, 8192, 9999, 10_000, 1 << 20})
    void the_start_of_a_longer_file_is_its_bytes(int length) throws IOException {
        byte[] bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        File file = temporary.resolve("longer").toFile();
        Files.write(file.toPath(), bytes);
        assertArrayEquals(Arrays.copyOf(bytes, Math.min(length, bytes.length)), FileStart.read(file, length));
    }

    @ParameterizedTest
    @CsvSource({"kernel", "kernel_old", "kinds", "layouts"})
    void btf_in_elf_is_the_same_as_raw(String name) throws IOException {
        Btf raw = BtfFile.read(TestData.file("btf-small/" + name + ".el.btf"));
        Btf inElf = BtfFile.read(TestData.file("btf-small/" + name + ".el.o"));

        assertEquals(raw.typeCount(), inElf.typeCount());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        inElf.writeTo(out);
        assertEquals(raw.size(), out.size());
    }

    private Btf read(byte[] bytes) throws IOException {
        File file = temporary.resolve("some.file").toFile();
        Files.write(file.toPath(), bytes);
        Btf btf = BtfFile.read(file);
        assertEquals(file.getPath(), btf.source());
        assertEquals(btf.typeCount(), BtfFile.parse(bytes, "memory").typeCount());
        return btf;
    }

    private <E extends IOException> void assertMessage(String message, Class<E> type, byte[] bytes) {
        E memory = assertThrows(type, () -> BtfFile.parse(bytes, "memory"));
        assertTrue(("" + memory.getMessage()).startsWith("memory: "), memory.getMessage());
        E disk = assertThrows(type, () -> read(bytes));
        assertTrue(("" + disk.getMessage()).contains(message), disk.getMessage());
    }
}
