// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.plugin.cli.Program.Result;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that are full, sources that may not be read, a umask that lets everybody write. */
class HostileMachineIT {
    private static final File EXEC = TestData.file("objects/el/exec.bpf.o");

    @TempDir
    Path folder;

    private Path kernel;
    private byte[] expected;

    @BeforeEach
    void build_once() throws Exception {
        kernel = folder.resolve("tree/debian/12/x86_64/6.1.0-1-amd64.btf");
        Files.createDirectories(kernel.getParent());
        Files.write(kernel, TestData.bytes("btf-small/kernel.el.btf"));
        Result run = bundle(List.of(Program.PATH), "good.btfb");
        assertEquals(0, run.status(), run.err());
        expected = Files.readAllBytes(folder.resolve("good.btfb"));
    }

    private Result bundle(List<String> program, String output, String... more) throws Exception {
        Object[] args = Stream.concat(
                        Stream.of("bundle", "--name", "x", "--object", EXEC, "--source", "tree", "--output", output),
                        Stream.of(more))
                .toArray();
        return new Program(folder).run(program, args);
    }

    /**
     * A shell that mounts a small file system on {@code disk}, for itself and its children only; fills it but for some
     * bytes, runs what is behind it, and copies what is there then to {@code after}.
     */
    private List<String> onFullDisk(int left) throws IOException {
        String unshare = Judges.require("unshare", "util-linux");
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Judges.assume(
                Judges.run(unshare, "-m", "mount", "-t", "tmpfs", "none", disk.toString()).status == 0,
                "nothing can be mounted here");
        String script = "mount -t tmpfs -o size=64k none disk && echo old > disk/x.btfb && echo 1 > disk/spare &&"
                + " head -c " + left
                + " /dev/zero > disk/left && { cat /dev/zero > disk/full 2> /dev/null; rm disk/left; } ;"
                + " \"$@\"; status=$?; rm disk/full; cp -a disk/. after; exit $status";
        return List.of(unshare, "-m", "sh", "-c", script, "sh", Program.PATH);
    }

    private List<String> after() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("after"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void on_a_full_disk_the_old_bundle_stays_and_one_line_says_why() throws Exception {
        Result run = bundle(onFullDisk(0), "disk/x.btfb");

        assertEquals(1, run.status(), run.err());
        assertEquals("btf-bundle: disk/x.btfb: cannot be written: No space left on device\n", run.err());
        assertEquals("old\n", Files.readString(folder.resolve("after/x.btfb")));
        assertEquals(List.of("spare", "x.btfb"), after());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4096, 8192, 16384, 32768})
    void a_cache_on_a_full_disk_costs_time_only(int left) throws Exception {
        Result run = bundle(onFullDisk(left), "x.btfb", "--cache", "disk/cache");

        assertEquals(0, run.status(), run.err());
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("x.btfb")));
        Result again = bundle(List.of(Program.PATH), "again.btfb", "--cache", "after/cache");
        assertEquals(0, again.status(), again.err());
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("again.btfb")));
        try (Stream<Path> files = Files.walk(folder.resolve("after"))) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".tmp")), "a temporary file is left");
        }
    }

    /** As a user who is not root when the build is root's, whom nothing is forbidden. */
    private List<String> asNobody() throws IOException, InterruptedException {
        if (!Files.getOwner(kernel).getName().equals("root")) {
            return List.of(Program.PATH);
        }
        String setpriv = Judges.require("setpriv", "util-linux");
        List<String> nobody =
                List.of(setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", Program.PATH);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Result run = new Program(folder).run(nobody, "--version");
        Judges.assume(run.status() == 0, "only root can read the program: " + run.err());
        return nobody;
    }

    @Test
    void a_source_that_may_not_be_read_is_named_and_the_old_bundle_stays() throws Exception {
        List<String> nobody = asNobody();
        Path output = Files.writeString(folder.resolve("old.btfb"), "old");
        for (Path closed : List.of(kernel, kernel.getParent())) {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
            for (String[] more : new String[][] {{}, {"--cache", "nobodys"}}) {
                Result run = bundle(nobody, "old.btfb", more);
                assertEquals(1, run.status(), run.err());
                assertEquals(1, run.err().lines().count(), run.err());
                assertTrue(run.err().startsWith("btf-bundle: tree/debian/12/x86_64"), run.err());
                assertTrue(run.err().contains("cannot be read"), run.err());
                assertEquals("old", Files.readString(output));
            }
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Where every entry's time would have to be set, which only its owner may. */
    @Test
    void a_cache_of_another_user_is_read() throws Exception {
        assertEquals(
                0, bundle(List.of(Program.PATH), "x.btfb", "--cache", "cache").status());
        List<String> nobody = asNobody();
        Files.setAttribute(folder, "unix:mode", 0755); // a place where nobody could exchange the cache
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setAttribute(open, "unix:mode", 0777);

        Result run = bundle(nobody, "open/x.btfb", "--cache", "cache");

        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().startsWith("open/x.btfb: 1 kernel, "), run.err());
        assertArrayEquals(expected, Files.readAllBytes(open.resolve("x.btfb")));
    }

    @Test
    void a_cache_that_cannot_be_written_is_said_to_be_of_less_use() throws Exception {
        Files.createDirectory(folder.resolve("cache"));
        Files.createFile(folder.resolve("cache/kernels"));
        Result run = bundle(List.of(Program.PATH), "x.btfb", "--cache", "cache");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().startsWith("btf-bundle: warning: The cache cache is not of full use: "), run.err());
    }

    @Test
    void a_folder_of_classes_that_may_not_be_read_is_named() throws Exception {
        List<String> nobody = asNobody();
        Path secret = Files.createDirectories(folder.resolve("classes/secret"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        for (String command : List.of("check", "report")) {
            List<String> more = command.equals("check") ? List.of() : List.of("--output", "reports");
            Result run = new Program(folder)
                    .run(
                            nobody,
                            Stream.concat(Stream.of(command, "classes"), more.stream())
                                    .toArray());
            assertEquals(1, run.status(), run.err());
            assertEquals("btf-bundle: classes/secret: permission denied\n", run.err());
        }
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void nothing_in_a_cache_is_writable_by_all_whatever_the_umask() throws Exception {
        List<String> open = List.of("sh", "-c", "umask 0; exec \"$@\"", "sh", Program.PATH);
        Result run = bundle(open, "x.btfb", "--cache", "new/cache");
        assertEquals(0, run.status(), run.err());
        int files = 0;
        try (Stream<Path> all = Files.walk(folder.resolve("new"))) {
            for (Path path : (Iterable<Path>) all::iterator) {
                assertFalse(Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE), path + "");
                files++;
            }
        }
        assertTrue(files > 4, files + " files and folders");
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("x.btfb")));
    }

    @Test
    void a_cache_that_others_can_write_to_is_said_to_be_of_no_use() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        Result run = bundle(List.of(Program.PATH), "x.btfb", "--cache", "cache");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().startsWith("btf-bundle: warning: The cache cache cannot be used: "), run.err());
        assertArrayEquals(expected, Files.readAllBytes(folder.resolve("x.btfb")));
        try (Stream<Path> left = Files.list(cache)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
