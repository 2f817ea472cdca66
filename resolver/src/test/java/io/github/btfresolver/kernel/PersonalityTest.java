// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM to which the kernel lies on command: {@code setarch}. */
class PersonalityTest {
    @TempDir
    Path directory;

    private String setarch;
    private String truth;

    @BeforeEach
    void needProc() {
        setarch = Judges.require("setarch", "util-linux");
        Judges.assume(new File("/proc/sys/kernel/osrelease").canRead(), "there is no /proc");
        Uname uname = Uname.read(HostRoot.of(null));
        truth = uname.release() + "/" + Arch.normalize(uname.machine()) + " from " + uname.origin();
    }

    /** What a JVM below setarch says, with /proc below a root. */
    private String run(String option, String root) {
        Judges.Run run = Judges.run(
                setarch,
                System.getProperty("os.arch").equals("amd64") ? "linux32" : "linux64",
                option,
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Told.class.getName(),
                root);
        Judges.assume(!run.output.startsWith("setarch:"), "setarch cannot do it here: " + run.output);
        String[] lines = run.output.trim().split("\n", -1);
        return lines[lines.length - 1];
    }

    @Test
    void proc_tells_the_truth_under_every_personality() {
        assertEquals(truth, run("--uname-2.6", ""));
        assertEquals(truth, run("--addr-no-randomize", ""));
    }

    @Test
    void without_proc_a_hidden_release_is_not_known() {
        String told = run("--uname-2.6", directory.toString());

        String arch = Arch.normalize(System.getProperty("os.arch"));
        assertTrue(told.startsWith("/" + arch + " from ") && told.endsWith(" hides it: see setarch(8)"), told);
    }

    /** What runs in that JVM. */
    static final class Told {
        private Told() {}

        public static void main(String[] arguments) {
            HostRoot root = arguments[0].isEmpty() ? HostRoot.of(null) : HostRoot.ownAt(arguments[0]);
            Uname uname = Uname.read(root, root, System.getProperty("os.version"), System.getProperty("os.arch"));
            System.out.println(uname.release() + "/" + Arch.normalize(uname.machine()) + " from " + uname.origin());
        }
    }
}
