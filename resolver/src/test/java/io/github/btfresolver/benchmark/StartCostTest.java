// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start that resolves costs the application, in what can be counted and is the same however busy the machine is.
 * Limits are only ever to be lowered without asking why. Which of the JDK's classes are in its archive, Java 17 and newer
 * mostly agree upon. How long it takes: {@link StartUpBenchmarks}.
 */
class StartCostTest {
    private static final int KERNELS = 4000;
    private static final KernelId KERNEL = new KernelId("madeup", "4", "x86_64", "5.4.0-250-generic", null);

    @TempDir
    Path directory;

    private Application application;

    @BeforeEach
    void create() throws Exception {
        application = Application.inOneJar(directory, "start", MadeUpBundle.of("start", KERNELS));
    }

    @Test
    void the_kernels_own_btf_costs_little() {
        Judges.assume(new File(KernelBtfProbe.PATH).canRead(), "this kernel has no BTF of its own");
        assertCosts(StartKind.kernels(), 7, 9, 140 << 10, 238 << 10);
    }

    @Test
    void a_bundle_of_thousands_of_kernels_costs_little() {
        assertCosts(StartKind.embedded(KERNEL, "none"), 28, 10, 632 << 10, 1004 << 10);
    }

    @Test
    void so_it_does_where_the_machine_is_asked() throws Exception {
        assertCosts(StartKind.asked(KERNEL, directory.resolve("root")), 35, 11, 735 << 10, 1212 << 10);
    }

    /** @param bytesOn8 on Debian's Java 8, which allocates the most: its loader looks into ten jars for each class, docs/using.md */
    private void assertCosts(StartKind kind, int classes, int notArchived, long bytes, long bytesOn8) {
        Start start = new Start(application, new File(System.getProperty("java.home")), kind);
        Set<String> ours = start.ours();
        assertTrue(ours.contains(BtfResolver.class.getName()), ours.toString());
        assertTrue(ours.size() <= classes, ours.size() + " classes: " + ours);
        Set<String> jdks = start.notArchived();
        assertTrue(Jvms.JAVA < 17 || jdks.size() <= notArchived, jdks.size() + " classes of the JDK's: " + jdks);
        double allocated = start.allocated();
        assertTrue(allocated > 0 && allocated <= (Jvms.JAVA == 8 ? bytesOn8 : bytes), allocated + " bytes allocated");
    }
}
