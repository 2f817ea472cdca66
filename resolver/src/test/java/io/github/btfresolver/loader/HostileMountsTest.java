// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.HandOverRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that a mount or a umask makes difficult, for one process each: nothing is mounted outside it. */
class HostileMountsTest {
    @TempDir
    Path work;

    private Path tmp;

    @BeforeEach
    void makeDirectory() throws IOException {
        tmp = Files.createDirectory(work.resolve("tmp"));
    }

    /** A run behind a shell command that may mount; {@code $TMP} is the directory for temporary files. */
    private HandOverRuns.Run mounted(String command, HandOverMode mode) throws IOException {
        String unshare = Judges.require("unshare", "util-linux");
        Judges.assume(
                Judges.run(unshare, "-m", "mount", "-t", "tmpfs", "none", tmp.toString()).status == 0,
                "nothing can be mounted here");
        return new HandOverRuns(work, unshare, "-m", "sh", "-c", shell(command), "sh").start(mode, tmp);
    }

    /** A JVM without /proc needs to be told where its libraries are. */
    private String shell(String command) {
        String lib = System.getProperty("java.home") + "/lib";
        return "set -e; TMP='" + tmp + "'; " + command + "; LD_LIBRARY_PATH=" + lib + ":" + lib + "/server:" + lib
                + "/jli:" + lib + "/amd64/jli:" + lib + "/amd64/server exec \"$@\"";
    }

    private void assertOrdinary(String reason, HandOverRuns.Run run) {
        assertEquals("", run.path);
        String problem =
                "a BTF was found, but it cannot be given a path: no file can be handed over below " + tmp + ": ";
        assertTrue(run.report.contains(problem + reason), run.report);
        assertTrue(
                run.report.contains("\n- a temporary file needs a directory that this user can write to and nobody can"
                        + " exchange: name it by btfresolver.tempDir or BTFRESOLVER_TEMP_DIR"),
                run.report);
        assertTrue(run.report.endsWith("\nleft behind: []"), run.report);
        assertTrue(run.report.contains("\n- with handOver=none the BTF can be used in memory"), run.report);
    }

    @Test
    void a_full_directory_is_an_ordinary_reason() throws IOException {
        String full = "mount -t tmpfs -o size=16k none $TMP; ! cat /dev/zero > $TMP/all 2> /dev/null";
        try (HandOverRuns.Run run = mounted(full, HandOverMode.FILE)) {
            assertOrdinary("No space left on device", run);
        }
    }

    @Test
    void a_read_only_directory_is_an_ordinary_reason() throws IOException {
        try (HandOverRuns.Run run = mounted("mount -t tmpfs -o ro none $TMP", HandOverMode.FILE)) {
            assertOrdinary("Read-only file system", run);
        }
    }

    @Test
    void without_proc_a_memfd_has_no_path_and_a_file_is_taken() throws IOException {
        Judges.assume(LibCAccess.get().calls() != null, LibCAccess.get().reason());
        try (HandOverRuns.Run run = mounted("mount -t tmpfs none /proc", HandOverMode.AUTO)) {
            assertTrue(run.path.startsWith(tmp.toString()), run.report);
            assertTrue(run.report.contains("private temporary file (no memfd: /proc/self/fd/"), run.report);
            assertTrue(Files.exists(Paths.get(run.path)));
        }
    }

    @Test
    void a_permissive_umask_does_not_open_the_file() throws IOException {
        HandOverRuns runs = new HandOverRuns(work, "sh", "-c", "umask 0; exec \"$@\"", "sh");
        try (HandOverRuns.Run run = runs.start(HandOverMode.FILE, tmp)) {
            Path file = Paths.get(run.path);
            for (Path path : new Path[] {file, file.resolveSibling("lock")}) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        }
    }
}
