// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.libc.LibCException;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.Samples;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandOverTest {
    private static final byte[] BTF = Samples.btf("int");

    @TempDir
    Path directory;

    private static void needMemfd() {
        Judges.assume(
                LibCAccess.get().calls() != null,
                String.valueOf(LibCAccess.get().reason()));
    }

    private static int fd(HandOver handOver) {
        return Integer.parseInt(handOver.path().substring("/proc/self/fd/".length()));
    }

    private HandOver file() throws IOException {
        return HandOver.open(BTF, HandOverMode.FILE, directory.toString());
    }

    @Test
    void a_memfd_holds_the_bytes_and_all_four_seals() throws IOException {
        needMemfd();
        try (HandOver handOver = HandOver.open(BTF, HandOverMode.MEMFD, null)) {
            assertArrayEquals(BTF, Files.readAllBytes(Paths.get(handOver.path())));
            assertEquals(15, LibCAccess.get().calls().seals(fd(handOver)));
            assertEquals("sealed memfd", handOver.description());
        }
    }

    @Test
    void a_memfd_cannot_be_written_to_any_more() throws IOException {
        needMemfd();
        try (HandOver handOver = HandOver.open(BTF, HandOverMode.MEMFD, null)) {
            assertThrows(IOException.class, () -> {
                try (RandomAccessFile out = new RandomAccessFile(handOver.path(), "rw")) {
                    out.write(1);
                }
            });
            assertThrows(IOException.class, () -> new FileOutputStream(handOver.path()).close());
            assertArrayEquals(BTF, Files.readAllBytes(Paths.get(handOver.path())));
        }
    }

    @Test
    void a_memfd_cannot_be_resized_or_mapped_for_writing_and_its_seals_are_final() throws IOException {
        needMemfd();
        try (HandOver handOver = HandOver.open(BTF, HandOverMode.MEMFD, null);
                RandomAccessFile file = new RandomAccessFile(handOver.path(), "rw")) {
            assertThrows(IOException.class, () -> file.setLength(BTF.length + 1L));
            assertThrows(IOException.class, () -> file.setLength(BTF.length - 1L));
            assertThrows(IOException.class, () -> file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, BTF.length));
            LibCException e = assertThrows(
                    LibCException.class, () -> LibCAccess.get().calls().addSeals(fd(handOver), 0));
            assertEquals(1, e.errno(), "EPERM");
            assertArrayEquals(BTF, Files.readAllBytes(Paths.get(handOver.path())));
        }
    }

    @Test
    void a_memfd_of_megabytes_is_written_whole() throws IOException {
        needMemfd();
        byte[] large = Arrays.copyOf(BTF, (2 << 20) + 5);
        large[large.length - 1] = 42;
        try (HandOver handOver = HandOver.open(large, HandOverMode.MEMFD, null)) {
            assertArrayEquals(large, Files.readAllBytes(Paths.get(handOver.path())));
        }
    }

    @Test
    void a_closed_memfd_is_gone_and_closing_it_again_closes_nobody_elses_file() throws IOException {
        needMemfd();
        HandOver first = HandOver.open(BTF, HandOverMode.MEMFD, null);
        first.close();
        assertFalse(new File(first.path()).exists());

        try (HandOver second = HandOver.open(BTF, HandOverMode.MEMFD, null)) {
            first.close();
            assertTrue(new File(second.path()).exists());
        }
    }

    @Test
    void auto_takes_a_memfd_where_there_is_one() throws IOException {
        needMemfd();
        try (HandOver handOver = HandOver.open(BTF, HandOverMode.AUTO, directory.toString())) {
            assertEquals("sealed memfd", handOver.description());
            assertEquals(0, directory.toFile().list().length);
        }
    }

    @Test
    void a_temporary_file_and_its_directory_are_for_the_user_only() throws IOException {
        try (HandOver handOver = file()) {
            Path path = Paths.get(handOver.path());
            assertArrayEquals(BTF, Files.readAllBytes(path));
            assertTrue(path.isAbsolute());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())));
        }
    }

    @Test
    void closing_removes_the_temporary_file_and_its_directory() throws IOException {
        HandOver handOver = file();
        handOver.close();
        handOver.close();

        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void two_temporary_files_have_different_names() throws IOException {
        try (HandOver one = file();
                HandOver other = file()) {
            assertNotEquals(one.path(), other.path());
        }
    }

    @Test
    void a_missing_temporary_directory_is_an_ordinary_reason() {
        String missing = directory.resolve("missing").toString();

        IOException e = assertThrows(IOException.class, () -> HandOver.open(BTF, HandOverMode.FILE, missing));

        assertEquals("no file can be handed over below " + missing + ": NoSuchFileException", e.getMessage());
    }

    @Test
    void a_directory_that_nobody_can_write_to_is_an_ordinary_reason() {
        Judges.assume(new File("/proc/self").isDirectory(), "no /proc, the one place where not even root can write");

        IOException e = assertThrows(IOException.class, () -> HandOver.open(BTF, HandOverMode.FILE, "/proc/self"));

        assertTrue(e.getMessage().startsWith("no file can be handed over below /proc/self: "), e.getMessage());
    }

    @Test
    void a_file_in_place_of_the_directory_is_an_ordinary_reason() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        IOException e = assertThrows(IOException.class, () -> HandOver.open(BTF, HandOverMode.FILE, file.toString()));

        assertTrue(e.getMessage().contains("Not a directory"), e.getMessage());
    }

    @Test
    void none_is_not_a_way_to_hand_over() {
        assertThrows(IllegalArgumentException.class, () -> HandOver.open(BTF, HandOverMode.NONE, null));
    }
}
