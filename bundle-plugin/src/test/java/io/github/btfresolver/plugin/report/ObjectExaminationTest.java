// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.ObjectFinding.Severity;
import io.github.btfresolver.testdata.TestData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the golden report has none of. */
class ObjectExaminationTest {
    private static ExaminedObject examine(TestBundles bundles) throws Exception {
        return BundleReport.of(bundles.bundle(), bundles.objects, Optional.empty())
                .objects()
                .get(0);
    }

    private static Map<Verdict, Integer> counts(Map<Verdict, KernelSet> verdicts) {
        Map<Verdict, Integer> counts = new TreeMap<>();
        verdicts.forEach((verdict, kernels) -> counts.put(verdict, kernels.kernels()));
        return counts;
    }

    @Test
    void an_object_that_libbpf_refuses_is_refused_on_every_kernel_of_its_byte_order() throws Exception {
        TestBundles bundles = new TestBundles("x").object("el/error_array_signed", "x.bpf.o");
        ExaminedObject object = examine(bundles.kernel("a/1/x86_64/1", TestData.bytes("btf-small/kernel.el.btf"))
                .kernel("a/1/x86_64/2", TestData.bytes("btf-small/kernel_old.el.btf"))
                .kernel("a/1/s390x/1", TestData.bytes("btf-small/kernel.eb.btf")));
        assertEquals(Map.of(Verdict.REFUSED, 2), counts(object.verdicts()));
        assertEquals(1, object.otherOrder().kernels());
        assertEquals(1, object.findings().size());
        assertEquals(2, object.findings().get(0).kernels().kernels());
        assertEquals(
                "<signed> [20] struct task_struct (0:0:3): signed cannot be applied to an array element or a whole type",
                object.findings().get(0).reason());
    }

    /** The first layout is of the other byte order: what is asked of the kernel's own BTF is known all the same, and once. */
    @Test
    void needs_are_the_same_on_every_kernel() throws Exception {
        TestBundles bundles = new TestBundles("x").object("el/kernel_only", "x.bpf.o");
        bundles.kernel("a/1/s390x/1", bundles.layout("kernel.eb"));
        List<ExaminedObject.Need> without = examine(bundles).needs();
        ExaminedObject object = examine(bundles.kernel("a/1/x86_64/1", bundles.layout("kernel.el")));
        assertEquals(8, without.size());
        assertEquals(without, object.needs());
        assertEquals(Map.of(Verdict.RESOLVED, 1), counts(object.verdicts()));
    }

    @Test
    void kernels_are_counted_and_not_layouts() throws Exception {
        TestBundles bundles = new TestBundles("x").object("el/exec", "x.bpf.o");
        byte[] layout = bundles.layout("kernel.el");
        ExaminedObject object = examine(bundles.kernel("a/1/x86_64/1", layout)
                .kernel("a/1/x86_64/2", layout)
                .kernel("a/1/x86_64/3", TestBundles.variant(layout, 1)));
        assertEquals(Map.of(Verdict.GUARDED, 3), counts(object.verdicts()));
        assertEquals(Map.of(Verdict.GUARDED, 3), counts(object.programs().get(0).verdicts()));
    }

    @Test
    void an_id_that_only_the_kernels_own_btf_has_is_warned_of_and_no_refusal() throws Exception {
        TestBundles bundles = new TestBundles("x").object("el/types", "x.bpf.o");
        ExaminedObject object = examine(bundles.kernel("a/1/x86_64/1", bundles.layout("kernel.el")));
        assertEquals(
                0,
                object.verdicts()
                        .getOrDefault(Verdict.REFUSED, new KernelSet(0, List.of(), 0))
                        .kernels());
        List<String> ids = object.needs().stream()
                .filter(need ->
                        need.severity() == Severity.WARNING && need.reason().startsWith("asks for the id of"))
                .map(ExaminedObject.Need::reason)
                .distinct()
                .toList();
        assertEquals(
                List.of(
                        "asks for the id of struct task_struct in the kernel's own BTF",
                        "asks for the id of typedef kuid_t in the kernel's own BTF"),
                ids);
    }
}
