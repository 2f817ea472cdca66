// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.HandOverRuns;
import io.github.btfresolver.testing.IsolatedRuns;
import io.github.btfresolver.testing.RecordingLoader;
import io.github.btfresolver.testing.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleDirectoriesTest {
    private static final String NAME = "btf-resolver-0123456789abcdef";

    @TempDir
    Path work;

    private Path tmp;

    @BeforeEach
    void makeDirectory() throws IOException {
        tmp = Files.createDirectory(work.resolve("tmp"));
    }

    private HandOverRuns.Run process() throws IOException {
        return new HandOverRuns(work).start(HandOverMode.FILE, tmp);
    }

    /** What a later start does. */
    private void handOver() throws IOException {
        HandOver.open(Samples.btf("int"), HandOverMode.FILE, tmp.toString()).close();
    }

    /** As a dead process would have left it. */
    private Path left(String name) throws IOException {
        Path directory = privately(Files.createDirectory(tmp.resolve(name)));
        Files.createFile(directory.resolve("lock"));
        Files.write(directory.resolve("vmlinux.btf"), new byte[10]);
        return directory;
    }

    private static Path privately(Path directory) throws IOException {
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void a_living_processs_stays_and_a_dead_ones_goes() throws IOException {
        Path path;
        try (HandOverRuns.Run run = process()) {
            path = Paths.get(run.path);
            handOver();
            assertTrue(Files.exists(path), run.report);
        }
        assertTrue(Files.exists(path));
        handOver();
        assertFalse(Files.exists(path.getParent()));
    }

    @Test
    void another_copy_of_the_library_in_this_process_stays_locked() throws Exception {
        try (RecordingLoader loader = new RecordingLoader()) {
            Path path = Paths.get(loader.call(IsolatedRuns.class, "leave", tmp.toString()));
            handOver();
            assertTrue(Files.exists(path));

            process().close();
            assertTrue(Files.exists(path), "another process took it for left over");
        }
    }

    @Test
    void one_that_nobody_closes_stays_locked_when_it_is_garbage() throws IOException {
        Path path = Paths.get(open().path());
        System.gc();

        process().close();

        assertTrue(Files.exists(path), "another process took it for left over");
    }

    @Test
    void ours_stays_locked_when_the_application_replaces_the_system_properties() throws IOException {
        try (HandOver open = open()) {
            Path path = Paths.get(open.path());
            System.clearProperty("btfresolver.live." + path.getParent().getFileName());
            handOver();

            process().close();

            assertTrue(Files.exists(path), "another process took it for left over");
        }
    }

    @Test
    void processes_that_come_and_go_at_the_same_time_do_not_remove_each_others() throws Exception {
        Process other = HandOverRuns.startChurn(tmp);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("started", output.readLine());
            HandOverRuns.churn(tmp.toString());
            assertNull(output.readLine());
            assertEquals(0, other.waitFor());
            assertEquals(0, tmp.toFile().list().length);
        } finally {
            other.destroyForcibly();
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private HandOver open() throws IOException {
        return HandOver.open(Samples.btf("int"), HandOverMode.FILE, tmp.toString());
    }

    @Test
    void what_a_dead_process_left_is_known_by_its_name_its_mode_and_its_lock() throws IOException {
        Path stale = left(NAME);
        Path withoutAnything = privately(Files.createDirectory(tmp.resolve("btf-resolver-0000000000000000")));
        Path longer = left(NAME + "0");
        Path noDigits = left("btf-resolver-0123456789abcdeg");
        Path open = left("btf-resolver-1111111111111111");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));
        Path withoutLock = left("btf-resolver-2222222222222222");
        Files.delete(withoutLock.resolve("lock"));

        handOver();

        assertFalse(Files.exists(stale));
        assertFalse(Files.exists(withoutAnything));
        for (Path other : new Path[] {longer, noDigits, open, withoutLock}) {
            assertTrue(Files.exists(other.resolve("vmlinux.btf")), other.toString());
        }
    }

    @Test
    void links_are_not_followed() throws IOException {
        Path elsewhere = left("elsewhere");
        Path link = Files.createSymbolicLink(tmp.resolve(NAME), elsewhere);
        Path linkedLock = left("btf-resolver-1111111111111111");
        Files.delete(linkedLock.resolve("lock"));
        Files.createSymbolicLink(linkedLock.resolve("lock"), elsewhere.resolve("lock"));

        handOver();

        assertTrue(Files.exists(elsewhere.resolve("vmlinux.btf")));
        assertTrue(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
        assertTrue(Files.exists(linkedLock.resolve("vmlinux.btf")));
    }

    @Test
    void what_lies_beside_our_file_is_not_ours() throws IOException {
        Path other = Files.createFile(left(NAME).resolve("other"));

        handOver();

        assertTrue(Files.exists(other));
    }

    @Test
    void another_users_stays() throws IOException {
        Judges.assume(UnixFile.of(tmp).uid() == 0, "only root can give a directory to another user");
        Path directory = left(NAME);
        Files.setAttribute(directory, "unix:uid", 12345);

        handOver();

        assertTrue(Files.exists(directory.resolve("vmlinux.btf")));
    }
}
