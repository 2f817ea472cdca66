// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path folder;

    @Test
    void a_file_is_replaced_and_keeps_its_permissions() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "before, and longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        AtomicOutput.write(file.toFile(), BYTES);

        assertArrayEquals(BYTES, Files.readAllBytes(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertOnly("out");
    }

    @Test
    void a_symbolic_link_stays_whether_its_file_is_there_or_not() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        for (int i = 0; i < 2; i++) {
            AtomicOutput.write(link.toFile(), BYTES);

            assertTrue(Files.isSymbolicLink(link));
            assertArrayEquals(BYTES, Files.readAllBytes(folder.resolve("file")));
        }
        assertOnly("file", "link");
    }

    @Test
    void a_link_to_itself_is_refused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));

        assertRefused(link.toFile(), "too many levels of symbolic links");
        assertTrue(Files.isSymbolicLink(link));
    }

    /** As the temporary file's, which who knows the process can guess. */
    @Test
    void what_others_have_put_under_the_name_of_the_temporary_file_is_neither_followed_nor_written()
            throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "before");
        String name = ".out." + ProcessHandle.current().pid() + "-";
        Files.createSymbolicLink(folder.resolve(name + "0.tmp"), victim);
        Files.createSymbolicLink(folder.resolve(name + "1.tmp"), folder.resolve("nothing"));
        Files.createLink(folder.resolve(name + "2.tmp"), victim);

        AtomicOutput.write(folder.resolve("out").toFile(), BYTES);

        assertArrayEquals(BYTES, Files.readAllBytes(folder.resolve("out")));
        assertEquals("before", Files.readString(victim));
        assertOnly(name + "0.tmp", name + "1.tmp", name + "2.tmp", "out", "victim");
    }

    @Test
    void what_may_not_be_written_stays_and_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Judges.assume(!Files.isWritable(file), "this user may write everything");

        assertRefused(file.toFile(), "permission denied");
        assertEquals("before", Files.readString(file));
    }

    @Test
    void a_folder_that_may_not_be_written_or_is_not_there_is_refused_by_the_name_of_the_file() throws IOException {
        assertRefused(folder.resolve("none/out").toFile(), "its folder does not exist");

        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        Judges.assume(!Files.isWritable(closed), "this user may write everything");
        assertRefused(closed.resolve("out").toFile(), "permission denied");
    }

    @Test
    void a_device_that_takes_nothing_is_named() {
        File full = new File("/dev/full");
        Judges.assume(full.exists(), "no /dev/full");

        assertRefused(full, "");
    }

    private static void assertRefused(File file, String reason) {
        IOException e = assertThrows(IOException.class, () -> AtomicOutput.write(file, BYTES));
        assertTrue(e.getMessage().startsWith(file + ": cannot be written: " + reason), e.getMessage());
    }

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    Stream.of(names).toList(),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
