// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must hold on every kernel. The jars are those of {@link GuestFiles}. */
final class CoreCases {
    private static final String NO_TRACING = "[btf-sample-agent] no tracing: ";
    private static final String WRONG_BTF = "the BTF is not this kernel's";
    private static final List<String> PROGRAMS = Arrays.asList("raw_tp", "tp", "kprobe");
    private static final List<String> VALUES = Arrays.asList("pid", "tgid", "ppid", "uid", "comm", "filename", "start");

    private final VmKernel kernel;
    private final List<GuestCase> cases = new ArrayList<>();

    private CoreCases(VmKernel kernel) {
        this.kernel = kernel;
    }

    /** In the order in which they are to run. */
    static List<GuestCase> of(VmKernel kernel) {
        CoreCases core = new CoreCases(kernel);
        if (kernel.hasBtf()) {
            core.withItsOwnBtf();
        }
        core.withTheBundle();
        core.withoutBtf();
        core.withTheWrongLayout();
        if (kernel.hasElf()) {
            core.withBuildIds();
        }
        return core.cases;
    }

    private void add(String name, String command, GuestCase.Judge judge) {
        cases.add(new GuestCase(name, command, judge));
    }

    private void withItsOwnBtf() {
        add(
                "the-kernels-btf-is-that-of-its-package",
                "cmp /sys/kernel/btf/vmlinux /kvm/full.btf",
                r -> r.assertExit(0));
        add("traces-with-the-kernels-own-btf", "demo agent", r -> {
            r.assertExit(0);
            r.assertSays("BTF found: kernel /sys/kernel/btf/vmlinux (the kernel's own)");
        });
        add("the-kernels-btf-can-be-hidden", "hide_btf", r -> r.assertExit(0));
    }

    private void withTheBundle() {
        String found = found();
        add("traces-with-the-bundle-by-memfd", "demo agent", r -> {
            r.assertExit(0);
            r.assertSays(found);
            r.assertSays(", as /proc/");
        });
        add("traces-with-the-bundle-by-file", "demo agent -Dbtfresolver.handOver=file", r -> {
            r.assertExit(0);
            r.assertSays(found);
            r.assertSays(", as /tmp/");
        });
        add("every-program-sees-what-proc-shows", "main KernelCheck agent", r -> {
            judgeValues(r);
            r.assertSays(found);
            r.assertSays(", as /proc/");
            String[] btf = r.after("btf: ").get(0).split(" bytes, ", -1);
            assertEquals(kernel.isBigEndian() ? "eb9f" : "9feb", btf[1], "the target's byte order");
        });
        add("every-program-sees-it-with-a-file-too", "main KernelCheck agent -Dbtfresolver.handOver=file", r -> {
            judgeValues(r);
            r.assertSays(", as /tmp/");
        });
        add("libbpf-patches-as-with-the-full-btf", "main RelocationLog agent", r -> {
            r.assertExit(0);
            assertFalse(r.after("full: ").isEmpty(), r.toString());
            assertEquals(r.after("full: "), r.after("chosen: "));
            r.assertSays("full: exec: ");
            r.assertSays("full: kprobe: bpf_object__load 0");
        });
    }

    private String found() {
        return "BTF found: bundle sample-agent (" + kernel.folder + "/";
    }

    /** Seven values of each of three programs, each as in /proc. */
    private static void judgeValues(GuestResult result) {
        result.assertExit(0);
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> actual = new LinkedHashMap<>();
        for (String line : result.after("value: ")) {
            String[] words = line.split(" ", -1);
            String value = words[0] + " " + words[1];
            expected.put(value, words[2]);
            actual.put(value, words[3]);
        }
        assertEquals(expected, actual);
        List<String> wanted = new ArrayList<>();
        for (String program : PROGRAMS) {
            for (String value : VALUES) {
                wanted.add(program + " " + value);
            }
        }
        assertEquals(wanted, new ArrayList<>(expected.keySet()));
    }

    private void withoutBtf() {
        add("not-in-the-bundle-the-application-runs-on", "application without", r -> judgeNoTracing(r, "no BTF found"));
        add("what-was-tried-is-printed", "application without -Dbtf.sample.explain=true", r -> {
            r.assertExit(7);
            r.assertSays("no entry with release " + kernel.release());
        });
        add("a-damaged-bundle-is-refused", "application damaged -Dbtf.sample.explain=true", r -> {
            judgeNoTracing(r, "no BTF found");
            r.assertSays("failed      bundle      sample-agent: ");
        });
    }

    static void judgeNoTracing(GuestResult result, String reason) {
        result.assertExit(7);
        result.assertSays("the application ran");
        result.assertSays(NO_TRACING + reason);
    }

    /** The suite must be able to fail: here nothing can tell that the layout is wrong but the values. */
    private void withTheWrongLayout() {
        add("another-kernels-layout-shows-in-the-values", "demo wrong", r -> {
            r.assertExit(1);
            r.assertSays("BTF found: bundle sample-agent");
            r.assertSays(WRONG_BTF);
            r.assertSays("FAILED: ");
        });
        add("one-wrong-offset-shows-in-one-value", "demo shifted", r -> {
            r.assertExit(1);
            r.assertSays("comm: /proc says cat, the agent at; ");
            r.assertSaysNothingOf(WRONG_BTF);
        });
    }

    private void withBuildIds() {
        add("another-build-id-is-refused", "application other-build-id -Dbtf.sample.explain=true", r -> {
            judgeNoTracing(r, "no BTF found");
            r.assertSays("release " + kernel.release() + " is there, but with another build id");
        });
        add("its-own-build-id-decides", "demo build-id", r -> {
            r.assertExit(0);
            r.assertSays(found() + kernel.release() + ", build id ");
        });
    }
}
