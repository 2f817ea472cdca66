// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other users of the machine may have prepared. */
class PrivateDirectoryTest {
    private static final int SEED = 1;

    @TempDir
    Path directory;

    private Path parent(String name, int mode) throws IOException {
        Path parent = Files.createDirectory(directory.resolve(name));
        Files.setAttribute(parent, "unix:mode", mode);
        return parent;
    }

    private static PrivateDirectory create(Path parent, Random random) throws IOException {
        return PrivateDirectory.create(parent.toString(), random);
    }

    private static String refusal(Path parent) {
        return assertThrows(IOException.class, () -> create(parent, new Random(SEED)))
                .getMessage();
    }

    /** The name that comes first. */
    private String guess() throws IOException {
        try (PrivateDirectory first = create(directory, new Random(SEED))) {
            return first.path().getFileName().toString();
        }
    }

    @Test
    void a_guessed_name_that_is_a_link_is_neither_followed_nor_replaced() throws IOException {
        Path victim = Files.createDirectory(directory.resolve("victim"));
        Path link = Files.createSymbolicLink(directory.resolve(guess()), victim);

        try (PrivateDirectory made = create(directory, new Random(SEED))) {
            assertNotEquals(link, made.path());
        }
        assertEquals(0, victim.toFile().list().length);
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void a_guessed_name_that_is_a_directory_or_file_is_not_used() throws IOException {
        Path taken = Files.createDirectory(directory.resolve(guess()));
        Files.createFile(taken.resolve("vmlinux.btf"));

        try (PrivateDirectory made = create(directory, new Random(SEED))) {
            assertNotEquals(taken, made.path());
        }
        assertTrue(Files.exists(taken.resolve("vmlinux.btf")));
    }

    @Test
    void when_every_name_is_taken_that_is_an_ordinary_reason() throws IOException {
        Files.createFile(directory.resolve("btf-resolver-0000000000000000"));
        Random constant = new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public long nextLong() {
                return 0;
            }
        };

        IOException e = assertThrows(IOException.class, () -> create(directory, constant));

        assertTrue(e.getMessage().startsWith("8 directories with random names were there already"), e.getMessage());
    }

    @Test
    void a_file_that_exists_is_not_opened_be_it_a_link_or_a_hard_link() throws IOException {
        Path victim = Files.createFile(directory.resolve("victim"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), victim);
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nothing"));
        Path hardLink = Files.createLink(directory.resolve("hard"), victim);

        for (Path path : new Path[] {link, dangling, hardLink}) {
            assertThrows(IOException.class, () -> PrivateDirectory.openNew(path).close());
        }
        assertFalse(Files.exists(directory.resolve("nothing")));
    }

    @Test
    void a_parent_in_which_all_can_exchange_files_is_refused_and_left_as_it_was() throws IOException {
        Path parent = parent("open", 0777);

        assertEquals(
                parent.toRealPath()
                        + " is writable by all users and not sticky, so that anybody could exchange the file;"
                        + " chmod +t makes it safe",
                refusal(parent));
        assertEquals(0, parent.toFile().list().length);
    }

    @Test
    void so_is_one_below_it() throws IOException {
        Path below = Files.createDirectory(parent("open", 0777).resolve("below"));

        assertTrue(refusal(below).contains("/open is writable by all users"));
    }

    @Test
    void one_that_is_sticky_is_not() throws IOException {
        Path parent = parent("tmp", 01777);

        try (PrivateDirectory made = create(parent, new Random(SEED))) {
            assertEquals(parent.toRealPath(), made.path().getParent());
        }
    }

    @Test
    void a_parent_that_belongs_to_another_user_is_refused() throws IOException {
        Judges.assume(UnixFile.of(directory).uid() == 0, "only root can give a directory to another user");
        Path parent = parent("other", 01777);
        Files.setAttribute(parent, "unix:uid", 12345);

        assertEquals(
                parent.toRealPath()
                        + " belongs to user 12345, who could exchange the file: expected root or the user of"
                        + " this process, 0",
                refusal(parent));
        assertEquals(0, parent.toFile().list().length);
    }

    @Test
    void this_processs_user_is_known_without_making_a_file() throws IOException {
        Judges.assume(Files.exists(Paths.get("/proc/self/status")), "/proc is not mounted");

        assertEquals(UnixFile.of(directory).uid(), SafeParent.user());
    }

    @Test
    void a_parent_that_is_a_link_is_judged_and_used_by_what_it_points_to() throws IOException {
        Path safe = Files.createSymbolicLink(directory.resolve("safe"), parent("target", 0700));
        Path unsafe = Files.createSymbolicLink(directory.resolve("unsafe"), parent("open", 0777));

        try (PrivateDirectory made = create(safe, new Random(SEED))) {
            assertEquals(safe.toRealPath(), made.path().getParent());
        }
        assertTrue(refusal(unsafe).contains("/open is writable by all users"));
    }

    @Test
    void closing_removes_nothing_from_a_directory_that_took_its_place() throws IOException {
        Path victim = Files.createDirectory(directory.resolve("victim"));
        Path file = Files.createFile(victim.resolve("vmlinux.btf"));
        PrivateDirectory made = create(directory, new Random(SEED));
        Files.delete(made.path().resolve("lock"));
        Files.delete(made.path());
        Path link = Files.createSymbolicLink(made.path(), victim);

        made.close();

        assertTrue(Files.exists(file));
        assertTrue(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void closing_twice_removes_nothing_the_second_time() throws IOException {
        PrivateDirectory made = create(directory, new Random(SEED));
        made.close();
        Files.createDirectory(made.path(), UnixFile.permissions("rwx------"));
        Path file = Files.createFile(made.path().resolve("vmlinux.btf"));

        made.close();

        assertTrue(Files.exists(file));
    }
}
