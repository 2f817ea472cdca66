// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import java.util.ArrayList;
import java.util.List;

/**
 * What a container may be like, and what a user is told there. They are run once, on a kernel whose BTF is hidden, with a
 * bundle ("ambiguous") that has this kernel's release twice: for Debian rightly, and for Ubuntu with a wrong layout.
 */
final class ContainerCases {
    private static final String KERNEL = "amd64-6.1";
    private static final String OLD_LIBBPF = " -Dbtf.sample.libbpf=/libbpf/0.3/libbpf.so.0";
    private static final String EXPLAIN = " -Dbtf.sample.explain=true";
    private static final String TRACING = "[btf-sample-agent] tracing execs through libbpf v1.1; BTF found: ";
    private static final String NO_PATH =
            "a BTF was found, but it cannot be given a path: no file can be handed over below /tmp: ";

    private final List<GuestCase> cases = new ArrayList<>();

    static boolean areRunOn(VmKernel kernel) {
        return kernel.name.equals(KERNEL);
    }

    /** After those of {@link CoreCases}. */
    static List<GuestCase> of(VmKernel kernel) {
        ContainerCases containers = new ContainerCases();
        if (areRunOn(kernel)) {
            containers.oldLibbpf();
            containers.withoutPrivileges();
            containers.containers();
            containers.withoutProcSys();
            containers.temporaryFolder();
        }
        return containers.cases;
    }

    private void add(String name, String command, GuestCase.Judge judge) {
        cases.add(new GuestCase(name, command, judge));
    }

    private void done(String command) {
        add("done-" + command, command, r -> r.assertExit(0));
    }

    private void oldLibbpf() {
        add(
                "libbpf-0.3-takes-no-other-btf",
                "application agent" + OLD_LIBBPF,
                r -> CoreCases.judgeNoTracing(
                        r, "this libbpf before 0.5 is too old: this kernel has no BTF of its own"));
    }

    private void withoutPrivileges() {
        String nobody = "after '/usr/bin/setpriv --reuid=65534 --clear-groups' ";
        add(
                "without-privileges",
                nobody + "application agent",
                r -> CoreCases.judgeNoTracing(
                        r, "the kernel does not permit it: run as root, or with CAP_BPF and CAP_PERFMON"));
    }

    private void containers() {
        done("container_root");
        add("the-hosts-os-release-decides", "in_container demo ambiguous", r -> {
            r.assertExit(0);
            r.assertSays("BTF found: bundle sample-agent (debian/12/x86_64/");
            r.assertSays("chosen by os-release");
        });
        add("a-containers-os-release-does-not", "in_namespace application ambiguous" + EXPLAIN, r -> {
            CoreCases.judgeNoTracing(r, "no BTF found");
            r.assertSays("2 entries differ");
            r.assertSays("BTFRESOLVER_HOST_ROOT");
        });
        add("nor-is-it-needed-where-entries-agree", "in_namespace application agent", ContainerCases::judgeTracing);
        String named = " -Dbtfresolver.osId=debian -Dbtfresolver.osVersionId=12";
        add("a-user-can-say-what-the-host-is", "in_namespace application ambiguous" + named, r -> {
            judgeTracing(r);
            r.assertSays("bundle sample-agent (debian/12/x86_64/");
        });
    }

    private void withoutProcSys() {
        done("without_proc_sys");
        add("without-proc-sys-uname-is-asked", "demo agent", r -> r.assertExit(0));
    }

    private void temporaryFolder() {
        done("fill_tmp");
        add(
                "with-a-full-tmp-jna-unpacks-elsewhere",
                "jna_unpacks in_container application agent",
                ContainerCases::judgeTracing);
        add("a-full-tmp-does-not-matter-to-a-memfd", "in_container application agent", r -> {
            judgeTracing(r);
            r.assertSays(", as /proc/self/fd/");
        });
        add(
                "a-full-tmp-is-named",
                "in_container application agent -Dbtfresolver.handOver=file",
                r -> CoreCases.judgeNoTracing(r, NO_PATH));
        done("make_root_read_only");
        add("a-read-only-root-matters-to-jna", "jna_unpacks in_container application agent", ContainerCases::judgeJna);
        add(
                "a-read-only-root-does-not-matter-to-a-memfd",
                "in_container application agent",
                ContainerCases::judgeTracing);
        add(
                "a-read-only-root-is-named",
                "in_container application agent -Dbtfresolver.handOver=file",
                r -> CoreCases.judgeNoTracing(r, NO_PATH));
    }

    private static void judgeTracing(GuestResult result) {
        result.assertExit(7);
        result.assertSays(TRACING);
    }

    private static void judgeJna(GuestResult result) {
        CoreCases.judgeNoTracing(result, "JNA cannot be used here: ");
        result.assertSays("try -Djna.tmpdir=DIR");
    }
}
