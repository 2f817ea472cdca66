// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A way for a start to end, and the settings that lead to it. */
final class StartKind {
    private final String name;
    private final List<String> settings;

    private StartKind(String name, List<String> settings) {
        this.name = name;
        this.settings = Collections.unmodifiableList(settings);
    }

    String name() {
        return name;
    }

    /** As options of a JVM. */
    List<String> settings() {
        return settings;
    }

    /** The kernel's own BTF, with nothing set. */
    static StartKind kernels() {
        return new StartKind("the kernel's own", new ArrayList<>());
    }

    /** A kernel of the bundle. */
    static StartKind embedded(KernelId kernel, String handOver) {
        return new StartKind(
                "embedded, " + handOver,
                Arrays.asList(
                        "-Dbtfresolver.skipKernel=true",
                        "-Dbtfresolver.osId=" + kernel.id(),
                        "-Dbtfresolver.osVersionId=" + kernel.versionId(),
                        "-Dbtfresolver.machine=" + kernel.arch(),
                        "-Dbtfresolver.release=" + kernel.release(),
                        "-Dbtfresolver.handOver=" + handOver));
    }

    /**
     * The same on a machine that is asked: its files say which kernel it has, as those of a kernel do that is too old to tell
     * its architecture, and there is neither a BTF nor a vmlinux file. The architecture is set nevertheless: that of the JVM,
     * which is what such a machine has, may be another one than the bundle's.
     *
     * @param directory where the machine's files are made
     */
    static StartKind asked(KernelId kernel, Path directory) throws IOException {
        new FakeRoot(directory)
                .put("/proc/sys/kernel/osrelease", kernel.release() + "\n")
                .put("/proc/sys/kernel/version", "#1 SMP\n")
                .put("/sys/kernel/notes", Samples.buildIdNote("00c0ffee"))
                .put("/etc/os-release", "ID=" + kernel.id() + "\nVERSION_ID=\"" + kernel.versionId() + "\"\n");
        return new StartKind(
                "the same, asked",
                Arrays.asList(
                        "-Dbtfresolver.hostRoot=" + directory,
                        "-Dbtfresolver.machine=" + kernel.arch(),
                        "-Dbtfresolver.handOver=none"));
    }
}
