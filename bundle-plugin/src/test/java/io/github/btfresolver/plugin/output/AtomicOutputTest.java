// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        long next = TemporaryFile.NEXT.get();
        Path link = Files.createSymbolicLink(folder.resolve(name + next + ".tmp"), victim);
        Path dangling = Files.createSymbolicLink(folder.resolve(name + (next + 1) + ".tmp"), folder.resolve("nothing"));
        Path hardLink = Files.createLink(folder.resolve(name + (next + 2) + ".tmp"), victim);

        AtomicOutput.writeUnsynced(folder.resolve("out").toFile(), BYTES);

        assertArrayEquals(BYTES, Files.readAllBytes(folder.resolve("out")));
        assertEquals("before", Files.readString(victim));
        assertFalse(Files.exists(folder.resolve("nothing")));
        for (Path planted : List.of(link, dangling, hardLink)) {
            assertTrue(Files.exists(planted, LinkOption.NOFOLLOW_LINKS), planted + " was replaced");
        }
    }

    @Test
    void what_killed_processes_have_left_of_the_same_file_goes() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        long ours = ProcessHandle.current().pid();
        long another = ProcessHandle.current().parent().orElseThrow().pid();
        for (String name : List.of(".out." + ended.pid() + "-0.tmp", ".out." + ours + "-1000000.tmp")) {
            Files.writeString(folder.resolve(name), "half");
            Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.EPOCH)); // before this process began
        }
        String[] others = {
            ".out." + ours + "-2000000.tmp",
            ".out." + another + "-0.tmp",
            ".out.txt." + ended.pid() + "-0.tmp",
            ".out.x-0.tmp",
            ".out.tmp"
        };
        for (String name : others) {
            Files.writeString(folder.resolve(name), "another's");
        }

        AtomicOutput.writeUnsynced(folder.resolve("out").toFile(), BYTES);
        assertTrue(Files.exists(folder.resolve(".out." + ours + "-1000000.tmp")), "cleaned by somebody else");
        AtomicOutput.write(folder.resolve("out").toFile(), BYTES);

        assertOnly(Stream.concat(Stream.of(others), Stream.of("out")).sorted().toArray(String[]::new));
    }

    @Test
    void threads_that_write_one_file_do_not_remove_each_others() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Callable<?> work = () -> {
                    for (int round = 0; round < 100; round++) {
                        AtomicOutput.write(folder.resolve("out").toFile(), BYTES);
                    }
                    return null;
                };
                all.add(pool.submit(work));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertOnly("out");
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
