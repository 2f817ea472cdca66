// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.HostRoot;
import io.github.btfresolver.kernel.OsRelease;
import io.github.btfresolver.kernel.RunningKernel;
import java.util.ArrayList;
import java.util.List;

/** What would help where no BTF was found, by the environment at hand. */
final class Advice {
    /** What a kernel's release contains, and what to know about such kernels. */
    private static final String[][] BY_RELEASE = {
        {"linuxkit", "this is Docker Desktop's kernel: it has BTF of its own since Docker Desktop 4.30, so update that"
        },
        {"microsoft-standard", "this is the kernel of WSL 2: it has BTF of its own since 5.15.74, so run: wsl --update"
        },
    };

    private static final String[] CONTAINER_MARKS = {"/.dockerenv", "/run/.containerenv", "/run/systemd/container"};

    /** RHEL 7.6, the first with BPF for tracing. */
    private static final int FIRST_EL7_WITH_BPF = 957;

    private final RunningKernel running;
    private final HostKernel host;
    private final HostRoot root;
    private final HostRoot own;

    /**
     * Looks at the environment.
     *
     * @param root the machine's root directory
     * @param own this process's root directory
     */
    Advice(RunningKernel running, HostRoot root, HostRoot own) {
        this.running = running;
        this.host = running.host();
        this.root = root;
        this.own = own;
    }

    /** One sentence or two for each thing that would help, the most particular first. */
    List<String> lines(List<ResolutionStep> steps) {
        List<String> lines = new ArrayList<>();
        for (String[] row : BY_RELEASE) {
            if (host.release().contains(row[0])) {
                lines.add(row[1]);
            }
        }
        addAge(lines);
        addContainer(lines);
        addSteps(lines, steps);
        lines.add("a bundle with an entry for release " + host.release() + " and architecture " + host.arch()
                + " would do (btf-bundle-maven-plugin makes it), or a BTF file of this kernel, named by the system property "
                + Setting.BTF_FILE.property() + " or the environment variable "
                + Setting.BTF_FILE.variable());
        return lines;
    }

    private void addAge(List<String> lines) {
        String release = host.release();
        int major = number(release, 0);
        int minor = number(release, release.indexOf('.') + 1);
        if (release.startsWith("3.10.0-") && release.contains(".el7")) {
            lines.add(
                    number(release, 7) < FIRST_EL7_WITH_BPF
                            ? "this kernel is older than RHEL 7.6 (3.10.0-957) and has no BPF for tracing: no BTF will help"
                            : "BPF in RHEL 7.6 and later is limited to kprobes, tracepoints and perf events");
        } else if (major > 0 && (major < 4 || (major == 4 && minor < 1))) {
            lines.add("this kernel is older than Linux 4.1 and has no BPF for tracing: no BTF will help");
        }
    }

    /** The decimal number at an index; 0 when there is none, and a large one is cut short. */
    private static int number(String s, int from) {
        int n = 0;
        for (int i = from; i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9' && n < 1_000_000; i++) {
            n = 10 * n + s.charAt(i) - '0';
        }
        return n;
    }

    private void addContainer(List<String> lines) {
        if (!root.isOwn() || !isContainer()) {
            return;
        }
        OsRelease os = host.osRelease();
        lines.add("this is a container, and " + (os == null ? "it has no os-release" : os + " is its own system")
                + ", not the host's: mount the host's root directory and name it by "
                + Setting.HOST_ROOT.property() + " or " + Setting.HOST_ROOT.variable()
                + ", or its os-release file by " + Setting.OS_RELEASE_FILE.property());
    }

    private boolean isContainer() {
        for (String mark : CONTAINER_MARKS) {
            if (own.file(mark).exists()) {
                return true;
            }
        }
        return false;
    }

    private static void addSteps(List<String> lines, List<ResolutionStep> steps) {
        boolean bundles = false;
        for (ResolutionStep step : steps) {
            bundles |= step.source() == Source.BUNDLE || step.source() == Source.BUNDLE_FILE;
            if (step.source() == Source.KERNEL && step.outcome() == Outcome.NOT_TRIED) {
                lines.add("the kernel's own BTF was not looked at: " + step.reason());
            }
        }
        if (!bundles) {
            lines.add("no bundle was found: META-INF/btf-bundle/bundles must be a resource of the class loader that the"
                    + " resolver is given, and when jars are shaded into one their files of that name must be joined");
        }
    }

    @Override
    public String toString() {
        return "advice for " + running;
    }
}
