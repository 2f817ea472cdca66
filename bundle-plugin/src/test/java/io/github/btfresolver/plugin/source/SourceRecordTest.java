// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRecordTest {
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";
    private static final String LINE = ID + "\n";

    @TempDir
    Path dir;

    private Path base;

    @BeforeEach
    void makeTrees() throws IOException {
        dir = dir.toRealPath();
        base = Files.createDirectories(dir.resolve("project"));
        for (String tree : List.of("project/tree", "archive")) {
            TestFiles.write(dir, tree + "/debian/10/x86_64/4.19.0-17-amd64.btf", TestFiles.btf());
        }
        TestFiles.write(dir, "archive/debian/10/x86_64/4.19.0-18-amd64.btf", TestFiles.btf());
    }

    @ParameterizedTest
    @CsvSource({
        "tree,                              tree,                               1",
        "tree/,                             tree/,                              1",
        "./tree/debian,                     ./tree/debian,                      1",
        "../archive,                        ../archive,                         2",
        "{dir}/project/tree,                tree,                               1",
        "{dir}/project/../project/./tree/,  tree,                               1",
        "{dir}/project,                     .,                                  1",
        "{dir}/archive,                     archive,                            2",
        "{dir}/archive/debian/10,           10,                                 2",
        "a/1/x86_64/5=tree/debian/10/x86_64/4.19.0-17-amd64.btf, a/1/x86_64/5=tree/debian/10/x86_64/4.19.0-17-amd64.btf, 1",
        "a/1/x86_64/5={dir}/project/tree/debian/10/x86_64/4.19.0-17-amd64.btf, a/1/x86_64/5=tree/debian/10/x86_64/4.19.0-17-amd64.btf, 1",
        "a/1/x86_64/5={dir}/archive/debian/10/x86_64/4.19.0-17-amd64.btf,      a/1/x86_64/5=4.19.0-17-amd64.btf, 1",
        "running-kernel?,                   running-kernel?,                    0",
    })
    void the_text_has_no_absolute_path(String source, String text, int kernels) throws IOException {
        assertEquals(List.of(new SourceRecord(text, null, kernels)), records(source.replace("{dir}", dir.toString())));
    }

    @Test
    void sources_are_in_their_order_and_count_the_kernels_that_are_wanted() throws IOException {
        KernelFilter filter = KernelFilter.of(null, null, null, List.of("*-17-*"));

        FoundKernels found = TestFiles.find(List.of("tree", "../archive", "tree"), base, filter, dir);

        assertEquals(
                List.of(
                        new SourceRecord("tree", null, 1),
                        new SourceRecord("../archive", null, 1),
                        new SourceRecord("tree", null, 1)),
                found.sources());
    }

    @Test
    void a_checkout_has_the_commit_of_its_branch() throws IOException {
        git("archive/.git/HEAD", "ref: refs/heads/main\n");
        assertNull(revision(), "no commit yet");

        git(
                "archive/.git/packed-refs",
                "# pack-refs with: peeled\n" + other('a') + " refs/heads/main2\n" + ID + " refs/heads/main\n^"
                        + other('b') + "\n" + other('c') + " refs/x refs/heads/mai\n");
        assertEquals(ID, revision());

        git("archive/.git/refs/heads/main", other('d') + "\n");
        assertEquals(other('d'), revision(), "a loose ref counts before a packed one");
        assertEquals(other('d'), records("../archive/debian/10").get(0).revision());
        String file = "a/1/x86_64/5=../archive/debian/10/x86_64/4.19.0-17-amd64.btf";
        assertEquals(other('d'), records(file).get(0).revision());
    }

    @Test
    void a_link_to_a_checkout_has_its_commit() throws IOException {
        git("archive/.git/HEAD", LINE);
        Files.createSymbolicLink(base.resolve("link"), dir.resolve("archive/debian"));

        assertEquals(ID, records("link").get(0).revision());
    }

    @Test
    void a_detached_head_is_a_commit_of_either_hash() throws IOException {
        git("archive/.git/HEAD", LINE);
        assertEquals(ID, revision());

        String sha256 = ID + "0123456789abcdef01234567";
        git("archive/.git/HEAD", sha256 + "\n");
        assertEquals(sha256, revision());
    }

    @Test
    void a_work_tree_has_a_head_of_its_own_and_the_refs_of_its_repository() throws IOException {
        git("archive/.git", "gitdir: ../main/.git/worktrees/archive\n");
        git("main/.git/HEAD", other('a') + "\n");
        git("main/.git/worktrees/archive/HEAD", "ref: refs/heads/feature/x\n");
        git("main/.git/worktrees/archive/commondir", "../..\n");
        git("main/.git/refs/heads/feature/x", LINE);

        assertEquals(ID, revision());
    }

    @Test
    void a_submodule_is_a_checkout_apart_from_the_build() throws IOException {
        git("project/.git/HEAD", other('a') + "\n");
        git("project/tree/.git", "gitdir: " + base + "/.git/modules/tree\n");
        git("project/.git/modules/tree/HEAD", LINE);

        assertEquals(ID, records("tree").get(0).revision());
    }

    @Test
    void the_checkout_that_the_build_is_in_is_not_named() throws IOException {
        git(".git/HEAD", LINE);

        assertNull(revision());
        assertNull(records("tree").get(0).revision());
    }

    @Test
    void symbolic_refs_are_followed_to_a_limit() throws IOException {
        git("archive/.git/HEAD", "ref: refs/heads/a\n");
        git("archive/.git/refs/heads/a", "ref: refs/heads/b\n");
        git("archive/.git/refs/heads/b", LINE);
        assertEquals(ID, revision());

        git("archive/.git/refs/heads/b", "ref: refs/heads/a\n");
        assertNull(revision());
    }

    @Test
    void a_folder_that_is_no_repository_is_passed_over() throws IOException {
        git(".git/HEAD", LINE);
        Files.createDirectories(dir.resolve("archive/.git"));
        git("project/.git/HEAD", other('a') + "\n");

        assertEquals(ID, revision());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "main",
                "ref: ",
                "ref: refs/heads/.invalid",
                "ref: ../secret",
                "ref: refs/../../secret",
                "ref: secret",
                "ref: refs//x",
                "0123456789ABCDEF0123456789ABCDEF01234567",
                "0123456789abcdef0123456789abcdef0123456",
                "0123456789abcdef0123456789abcdef012345678",
                "x0123456789abcdef0123456789abcdef01234567",
            })
    void what_is_not_understood_is_no_commit(String head) throws IOException {
        git("archive/.git/HEAD", head);
        git("archive/secret", LINE);
        git("archive/.git/secret", LINE);

        assertNull(revision());
    }

    private String revision() throws IOException {
        return records("../archive").get(0).revision();
    }

    private List<SourceRecord> records(String source) throws IOException {
        return TestFiles.find(List.of(source), base, KernelFilter.all(), dir).sources();
    }

    private void git(String path, String text) throws IOException {
        TestFiles.write(dir, path, TestFiles.text(text));
    }

    private static String other(char digit) {
        return String.valueOf(digit).repeat(40);
    }
}
