// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.OsRelease;
import java.util.ArrayList;
import java.util.List;

/** What would help where no BTF was found, by the environment at hand. */
final class Advice {
    /** What a kernel's release contains whose host is a desktop program, and what to know about it. */
    private static final String[][] DESKTOP = {
        {"linuxkit", "this is Docker Desktop's kernel: it has BTF of its own since Docker Desktop 4.30, so update that"
        },
        {"microsoft-standard", "this is the kernel of WSL 2: it has BTF of its own since 5.15.74, so run: wsl --update"
        },
    };

    private static final String SELF_MADE =
            "BTFHub's archive does not have, so its BTF must be made from its vmlinux with debug information by pahole (the"
                    + " README of btf-resolver says how), unless a newer one has BTF of its own";

    /** What a kernel's release contains that is in no archive, and whose kernel that is. */
    private static final String[][] VENDORS = {
        {".elrepo", "ELRepo"},
        {"-tegra", "NVIDIA Jetson"},
        {"-rpi", "Raspberry Pi"},
        {"-raspi", "Raspberry Pi"},
        {"-v7+", "Raspberry Pi"},
        {"-v7l+", "Raspberry Pi"},
        {"-v8+", "Raspberry Pi"},
        {"-rockchip", "Rockchip board"},
    };

    /** Systems by {@code ID} whose kernels are in no archive. */
    private static final String[][] SYSTEMS = {
        {"cos", "Container-Optimized OS"},
        {"bottlerocket", "Bottlerocket"},
    };

    /** What ends the releases of Ubuntu's kernels that BTFHub leaves out. */
    private static final String[] FLAVOURS = {"-oracle", "-kvm", "-lowlatency", "-ibm"};

    /** RHEL 7.6, the first with BPF for tracing. */
    private static final int FIRST_EL7_WITH_BPF = 957;

    private final HostKernel host;

    Advice(HostKernel host) {
        this.host = host;
    }

    /** One sentence or two for each thing that would help, the most particular first. */
    List<String> lines(List<ResolutionStep> steps) {
        List<String> lines = new ArrayList<>();
        if (!addDesktop(lines)) {
            addOrigin(lines);
            addAge(lines);
            addContainer(lines);
        }
        addUnknown(lines, host.release(), "release", Setting.RELEASE);
        addUnknown(lines, host.arch(), "architecture", Setting.MACHINE);
        addSteps(lines, steps);
        lines.add("a bundle with an entry for release " + host.release() + " and architecture " + host.arch()
                + " would do (btf-bundle-maven-plugin makes it), or a BTF file of this kernel, named by the system property "
                + Setting.BTF_FILE.property() + " or the environment variable "
                + Setting.BTF_FILE.variable());
        return lines;
    }

    private boolean addDesktop(List<String> lines) {
        for (String[] row : DESKTOP) {
            if (host.release().contains(row[0])) {
                lines.add(row[1]);
                return true;
            }
        }
        return false;
    }

    private void addOrigin(List<String> lines) {
        String release = host.release();
        OsRelease os = host.osRelease();
        for (String[] row : VENDORS) {
            if (release.contains(row[0])) {
                lines.add("this is a kernel of " + row[1] + ", which " + SELF_MADE);
                return;
            }
        }
        for (String[] row : SYSTEMS) {
            if (os != null && os.id().equals(row[0])) {
                lines.add("this is a kernel of " + row[1] + ", which " + SELF_MADE);
                return;
            }
        }
        for (String flavour : FLAVOURS) {
            if (release.endsWith(flavour)) {
                lines.add("this is an Ubuntu kernel of the flavour " + flavour.substring(1) + ", which " + SELF_MADE);
                return;
            }
        }
        if (release.endsWith("+")) {
            lines.add(
                    "this kernel was built from changed sources, as + at the end of its release says, and so are those of"
                            + " Container-Optimized OS: kernels that " + SELF_MADE);
        }
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
        String evidence = host.blindContainer();
        if (evidence == null) {
            return;
        }
        OsRelease os = host.osRelease();
        lines.add("this is a container (" + evidence + "), "
                + (os == null ? "which has no os-release" : "whose os-release (" + os + ") is not the host's")
                + ": mount the host's root directory and name it by "
                + Setting.HOST_ROOT.property() + " or " + Setting.HOST_ROOT.variable()
                + ", or its os-release file by " + Setting.OS_RELEASE_FILE.property());
    }

    private static void addUnknown(List<String> lines, String value, String what, Setting setting) {
        if (value.isEmpty()) {
            lines.add("the kernel's " + what + " is not known: name it by " + setting.property() + " or "
                    + setting.variable());
        }
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
        return "advice for " + host;
    }
}
