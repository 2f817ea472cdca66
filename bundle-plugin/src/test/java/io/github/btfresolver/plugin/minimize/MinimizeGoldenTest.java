// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The minimizer writes what bpftool wrote when the golden files were made, and refuses what bpftool refused. */
class MinimizeGoldenTest {
    /** A BTF to minimize, by the name of its folder of golden files. */
    record Target(String name, Btf btf) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Target> targets() throws IOException {
        List<Target> targets = new ArrayList<>();
        for (File archive : TestData.kernelArchives()) {
            String name = TestData.kernelName(archive);
            targets.add(new Target(name, Btf.parse(TestData.unpack(archive), name)));
        }
        for (String small : List.of("kernel", "kernel_old", "layouts", "selfcheck", "selfcheck_other")) {
            for (String order : List.of("el", "eb")) {
                String file = "btf-small/" + small + "." + order + ".btf";
                targets.add(new Target("small-" + small, Btf.parse(TestData.bytes(file), file)));
            }
        }
        return targets.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void every_object_of_either_byte_order_gives_the_golden_bytes(Target target) throws Exception {
        for (String order : List.of("el", "eb")) {
            List<BpfObject> accepted = new ArrayList<>();
            for (File file : TestData.objects(order)) {
                BpfObject object = BpfObject.read(file);
                String name = file.getName().replace(".bpf.o", "");
                if (golden(target, name + ".err").exists()) {
                    assertRefused(target, object, file);
                } else {
                    assertGolden(target, name, List.of(object));
                    accepted.add(object);
                }
            }
            assertGolden(target, "_all", accepted);
        }
    }

    private static void assertGolden(Target target, String name, List<BpfObject> objects) throws Exception {
        byte[] minimized = new BtfMinimizer(objects).minimize(target.btf(), ByteOrder.LITTLE_ENDIAN);
        assertArrayEquals(TestData.bytes(golden(target, name + ".btf")), minimized, () -> name + " on " + target);
    }

    private static void assertRefused(Target target, BpfObject object, File file) {
        BtfMinimizer minimizer = new BtfMinimizer(List.of(object));
        MinimizationException e = assertThrows(
                MinimizationException.class,
                () -> minimizer.minimize(target.btf(), ByteOrder.LITTLE_ENDIAN),
                () -> file + " on " + target);
        assertTrue(e.getMessage().startsWith(file.getPath()), e.getMessage());
        assertTrue(
                e.getMessage().contains(target.btf().source()) || e.getMessage().contains("(0"), e.getMessage());
    }

    private static File golden(Target target, String name) {
        return TestData.file("golden/min/" + target.name() + "/" + name);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_big_endian_result_holds_the_same_types(Target target) throws Exception {
        BtfMinimizer minimizer = new BtfMinimizer(List.of(BpfObject.read(TestData.file("objects/el/fields.bpf.o"))));
        byte[] little = minimizer.minimize(target.btf(), ByteOrder.LITTLE_ENDIAN);
        byte[] big = minimizer.minimize(target.btf(), ByteOrder.BIG_ENDIAN);
        Btf reread = Btf.parse(big, "big-endian result");
        assertTrue(reread.order() == ByteOrder.BIG_ENDIAN);
        assertArrayEquals(little, minimizer.minimize(reread, ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void an_object_without_relocations_gives_a_btf_without_types() throws Exception {
        Btf target = Btf.parse(TestData.bytes("btf-small/kernel.el.btf"), "kernel");
        BtfMinimizer minimizer = new BtfMinimizer(List.of(BpfObject.read(TestData.file("objects/el/plain.bpf.o"))));
        byte[] expected = {
            (byte) 0x9F, (byte) 0xEB, 1, 0, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
        };
        assertArrayEquals(expected, minimizer.minimize(target, ByteOrder.LITTLE_ENDIAN));
    }
}
