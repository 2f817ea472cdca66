// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other users of the machine may have prepared where a cache is to be. */
class TrustedFolderTest {
    private static final int STRANGER = 12345;

    @TempDir
    Path temporary;

    private Path directory;
    private Path project;

    @BeforeEach
    void make_a_project() throws IOException {
        directory = temporary.toRealPath();
        project = Files.createDirectory(directory.resolve("project"));
    }

    private Path folder(String name, int mode) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        Files.setAttribute(folder, "unix:mode", mode);
        return folder;
    }

    private static void giveAway(Path path) throws IOException {
        Judges.assume(
                "root".equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName()),
                "only root can give a file to another user");
        Files.setAttribute(path, "unix:uid", STRANGER, LinkOption.NOFOLLOW_LINKS);
    }

    private String refusal(Path folder) {
        return assertThrows(IOException.class, () -> TrustedFolder.make(folder, project))
                .getMessage();
    }

    @Test
    void a_folder_is_made_with_those_above_it() throws IOException {
        Path folder = directory.resolve("a/b/c");
        TrustedFolder.make(folder, project);
        TrustedFolder.make(folder, project);
        assertTrue(Files.isDirectory(folder));
    }

    @Test
    void one_that_all_may_write_to_is_refused_though_it_is_sticky() throws IOException {
        for (int mode : new int[] {0777, 01777}) {
            Path open = folder("open" + mode, mode);
            assertEquals(
                    open
                            + " is writable by all users, so that anybody could put there what is not true; chmod o-w makes"
                            + " it safe",
                    refusal(open));
        }
    }

    @Test
    void one_below_a_folder_where_all_can_exchange_it_is_refused() throws IOException {
        Path below = folder("open", 0777).resolve("between/cache");
        assertEquals(
                directory.resolve("open") + " is writable by all users and not sticky, so that anybody could exchange "
                        + directory.resolve("open/between") + "; chmod +t makes it safe",
                refusal(below));
    }

    @Test
    void one_below_a_sticky_folder_is_trusted_when_it_is_ours() throws IOException {
        Path below = folder("tmp", 01777).resolve("cache");
        TrustedFolder.make(below, project);
        assertTrue(Files.isDirectory(below));
    }

    @Test
    void one_that_another_user_has_put_where_all_may_write_is_refused() throws IOException {
        Path taken = Files.createDirectory(folder("tmp", 01777).resolve("cache"));
        giveAway(taken);
        String message = taken + " belongs to user " + STRANGER
                + ", who may have put it where all users may write: expected root or the user of this process";
        assertEquals(message, refusal(taken));
        assertEquals(message, refusal(taken.resolve("below")));
    }

    @Test
    void a_link_that_another_user_has_put_there_is_refused_though_it_leads_to_what_is_ours() throws IOException {
        Path ours = folder("ours", 0755);
        Path link = Files.createSymbolicLink(folder("tmp", 01777).resolve("cache"), ours);
        TrustedFolder.make(link, project);
        giveAway(link);
        assertTrue(refusal(link).startsWith(link + " belongs to user " + STRANGER), refusal(link));
    }

    @Test
    void a_link_is_judged_by_what_it_leads_to() throws IOException {
        Path open = folder("open", 0777);
        Path link = Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(open.resolve("cache")));
        assertTrue(refusal(link).startsWith(open + " is writable by all users and not sticky"), refusal(link));
    }

    /** A build in a container, of a project of a user of the host. */
    @Test
    void one_below_another_users_own_folders_is_trusted() throws IOException {
        Path cache = Files.createDirectory(project.resolve("cache"));
        giveAway(project);
        giveAway(cache);
        TrustedFolder.make(cache, project);
        assertFalse(Files.exists(cache.resolve("anything")));
    }

    /** As those are that some build servers check out: who can exchange the cache can exchange what is built. */
    @Test
    void one_within_a_project_that_all_can_exchange_is_trusted() throws IOException {
        Path cache = Files.createDirectories(project.resolve("target/cache"));
        Files.setAttribute(cache, "unix:mode", 0777);
        assertTrue(refusal(cache).startsWith(cache + " is writable by all users"));
        Files.setAttribute(project, "unix:mode", 01777);
        assertTrue(refusal(cache).startsWith(cache + " is writable by all users"));

        Files.setAttribute(project, "unix:mode", 0777);
        TrustedFolder.make(cache, project);
        TrustedFolder.make(project.resolve("other/cache"), project);
        Path outside = folder("outside", 0777);
        assertTrue(refusal(outside).startsWith(outside + " is writable by all users"));
        Files.setAttribute(project, "unix:mode", 0755);
        Files.setAttribute(directory, "unix:mode", 0777);
        TrustedFolder.make(cache, project);
        Files.setAttribute(directory, "unix:mode", 0700);
    }

    @Test
    void a_file_in_its_place_is_an_error() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThrows(IOException.class, () -> TrustedFolder.make(file, project));
    }
}
