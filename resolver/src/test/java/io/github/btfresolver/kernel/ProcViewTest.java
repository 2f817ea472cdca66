// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.FakeRoot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcViewTest {
    private static final HostRoot OWN = HostRoot.of(null);

    @TempDir
    Path directory;

    /** The flags of real kernel threads, and of processes that would like to be some. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "kthreadd                   | 2 (kthreadd) S 0 0 0 0 -1 2129984 0 0     | machine",
                "kthreadd of an old kernel  | 2 (kthreadd) S 0 0 0 0 -1 2149613632 0 0  | machine",
                "the flags are the last     | 2 (kthreadd) S 0 0 0 0 -1 2129984         | machine",
                "a process                  | 2 (bash) S 1 2 2 34816 2 4194560 0 0      | container",
                "one of that name           | 2 (kthreadd) S 0 0 0 0 -1 4194560 0 0     | container",
                "one with blanks in it      | 2 (a) S 0 0 0 0 -1 2129984 0) S 1 2 2 0 -1 4194560 0 0 | container",
                "none                       | -                                         | container",
                "cut short                  | 2 (kthreadd) S 0 0                        | container",
                "without a name             | 2                                         | container",
                "no number                  | 2 (kthreadd) S 0 0 0 0 -1 x 0             | container",
            })
    void process_2_tells_whose_they_are(String what, String stat, String expected) throws IOException {
        FakeRoot root = new FakeRoot(directory).put("/proc/1/stat", "1 (init) S 0 1 1 0 -1 4194560 0\n");
        if (stat != null) {
            root.put("/proc/2/stat", stat + "\n");
        }

        assertEquals(expected.equals("machine"), ProcView.isMachines(root.root()));
        assertEquals(expected.equals("container"), ProcView.isContainers(root.root()));
    }

    @Test
    void without_process_1_they_are_hidden_and_nothing_is_known() {
        HostRoot root = new FakeRoot(directory).root();

        assertEquals(false, ProcView.isMachines(root) || ProcView.isContainers(root));
    }

    @Test
    void this_machine_is_one_or_the_other() {
        Judges.assume(OWN.file("/proc/1/stat").canRead(), "process 1 is hidden here");

        assertNotEquals(ProcView.isMachines(OWN), ProcView.isContainers(OWN));
    }

    /** The kernel itself makes the namespace. */
    @Test
    void a_process_namespace_of_its_own_is_a_containers() {
        Judges.assume(ProcView.isMachines(OWN), "this is a container itself");
        String unshare = Judges.require("unshare", "util-linux");
        Judges.Run run = Judges.run(
                unshare, "--pid", "--mount", "--fork", "--mount-proc", "cat", "/proc/1/stat", "/proc/2/stat");
        Judges.assume(run.output.startsWith("1 (cat)"), "unshare is not permitted: " + run.output);

        assertEquals(1, run.status, run.output); // no process 2
    }
}
