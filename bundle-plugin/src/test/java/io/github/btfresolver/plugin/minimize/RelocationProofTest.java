// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelocationProofTest {
    @ParameterizedTest
    @MethodSource("io.github.btfresolver.plugin.minimize.MinimizeGoldenTest#targets")
    void every_object_relocates_against_the_minimized_btf_as_against_the_whole(MinimizeGoldenTest.Target target)
            throws Exception {
        for (String order : List.of("el", "eb")) {
            List<BpfObject> accepted = new ArrayList<>();
            for (File file : TestData.objects(order)) {
                String name = file.getName().replace(".bpf.o", "");
                if (!TestData.file("golden/min/" + target.name() + "/" + name + ".err")
                        .exists()) {
                    accepted.add(BpfObject.read(file));
                }
            }
            CandidateIndex index = new CandidateIndex(target.btf());
            byte[] minimized =
                    new BtfMinimizer(accepted).minimize(index, target.btf().order());
            Set<String> warnings = RelocationProof.check(accepted, index, minimized);
            assertTrue(
                    warnings.stream().allMatch(warning -> warning.contains("types.bpf.o: a program in section ")),
                    () -> target + ": " + warnings);
        }
    }

    @Test
    void a_type_id_asked_of_the_kernel_is_a_warning_that_names_the_program() throws Exception {
        List<BpfObject> objects = List.of(BpfObject.read(TestData.file("objects/el/types.bpf.o")));
        CandidateIndex index =
                new CandidateIndex(Btf.parse(TestData.bytes("btf-small/kernel.el.btf"), "kernel.el.btf"));
        byte[] minimized = new BtfMinimizer(objects).minimize(index, ByteOrder.LITTLE_ENDIAN);
        Set<String> warnings = RelocationProof.check(objects, index, minimized);
        assertTrue(warnings.iterator().next().contains("asks for the id of "), warnings.toString());
    }

    /** As with a cache, which has left so little of the kernel that numbers may fall together. */
    @Test
    void so_it_is_when_the_number_happens_to_be_the_same() throws Exception {
        List<BpfObject> objects = List.of(BpfObject.read(TestData.file("objects/el/types.bpf.o")));
        byte[] whole = TestData.bytes("btf-small/kernel.el.btf");
        CandidateIndex index = new CandidateIndex(Btf.parse(whole, "kernel.el.btf"));
        byte[] minimized = new BtfMinimizer(objects).minimize(index, ByteOrder.LITTLE_ENDIAN);
        assertEquals(RelocationProof.check(objects, index, minimized), RelocationProof.check(objects, index, whole));
    }

    @Test
    void a_minimized_btf_of_another_kernel_is_refused() throws Exception {
        List<BpfObject> objects = List.of(BpfObject.read(TestData.file("objects/el/exec.bpf.o")));
        Btf kernel = Btf.parse(TestData.bytes("btf-small/kernel.el.btf"), "kernel.el.btf");
        Btf other = Btf.parse(TestData.bytes("btf-small/kernel_old.el.btf"), "kernel_old.el.btf");
        byte[] minimized = new BtfMinimizer(objects).minimize(other, ByteOrder.LITTLE_ENDIAN);
        CandidateIndex index = new CandidateIndex(kernel);
        MinimizationException e =
                assertThrows(MinimizationException.class, () -> RelocationProof.check(objects, index, minimized));
        assertTrue(
                e.getMessage().startsWith(TestData.file("objects/el/exec.bpf.o").getPath()), e.getMessage());
        assertTrue(e.getMessage().contains("kernel.el.btf"), e.getMessage());
    }

    /**
     * Two kernel types of one name. The program's first field is in both, at one place, so bpftool keeps it in the first
     * only; its second is in the second type only. With the whole BTF both resolve. In the minimized one the second type
     * has lost the first field and is out of the race when the second field is looked for.
     */
    @Test
    void what_bpftool_keeps_is_not_enough_for_twins_and_that_is_noticed() throws Exception {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        int number = builder.add(BtfKind.INT, builder.string("int"), false, 0, 4);
        builder.word(1 << 24 | 32);
        struct(builder, "task_struct", number, "pid", "other");
        struct(builder, "task_struct", number, "pid", "tgid");
        Btf target = Btf.parse(builder.build(), "twins");
        List<BpfObject> objects = List.of(BpfObject.read(TestData.file("objects/el/exec.bpf.o")));
        CandidateIndex index = new CandidateIndex(target);
        byte[] minimized = new BtfMinimizer(objects).minimize(index, ByteOrder.LITTLE_ENDIAN);
        assertEquals(
                2,
                Btf.parse(minimized, "minimized").types().findAll("task_struct").size());
        assertThrows(MinimizationException.class, () -> RelocationProof.check(objects, index, minimized));
    }

    private static void struct(BtfBuilder builder, String name, int type, String... members) {
        builder.add(BtfKind.STRUCT, builder.string(name), false, members.length, 4 * members.length);
        for (int i = 0; i < members.length; i++) {
            builder.word(builder.string(members[i])).word(type).word(32 * i);
        }
    }
}
