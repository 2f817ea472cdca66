// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.SplitText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** A module's BTF on that of its kernel: as it is after a 0, else one with changes, perhaps on a changed stand-in for the kernel. */
final class SplitBtfTarget implements FuzzTarget {
    private static final Bounded BOUNDED = Bounded.of("fuzz.ko");
    private static final String BASE = "int int 4 signed; typedef u32 int; ptr p task; struct task 48 pid:int@0 p:p@64;"
            + " enum e 4 A=1; enum64 w 8 B=1; union anon 8 x:e@0";
    private static final String STAND_IN = "int int 4 signed; struct task 48; enum e 4; fwd anon union";
    private static final String ON_STAND_IN = "struct own 60 t:task@0 n:int@384 k:e@416; ptr po own; typedef own_t po";
    private static final String OWN = "struct own 72 t:task@0 n:p@384 u:u32@448/3 v:e@480 :w@512; ptr po own;"
            + " func_proto cb int x:po; func use cb 1; datasec .bss 0; decl_tag od task 0; typedef own_t po";

    private final Kernel[] kernels = {new Kernel(ByteOrder.LITTLE_ENDIAN), new Kernel(ByteOrder.BIG_ENDIAN)};

    /** A kernel of one byte order, and what is built on it. */
    private static final class Kernel {
        final Btf base;
        final byte[] own;
        final byte[] standIn = BtfText.bytes(STAND_IN, ByteOrder.LITTLE_ENDIAN);
        final byte[] onStandIn = SplitText.bytes(STAND_IN, ON_STAND_IN, ByteOrder.LITTLE_ENDIAN);

        Kernel(ByteOrder order) {
            base = BtfText.parse(BASE, order);
            own = SplitText.bytes(BASE, OWN, order);
        }
    }

    @Override
    public void run(byte[] input) throws IOException {
        Choices choices = new Choices(input);
        int form = choices.u8();
        Kernel kernel = kernels[form < 3 ? 0 : 1];
        if (form != 2) {
            split(form == 0 ? choices.rest() : BtfRecipe.apply(kernel.own, choices), kernel.base, input);
            return;
        }
        int length = choices.u8();
        byte[] rest = choices.rest();
        int middle = Math.min(length, rest.length);
        onStandIn(
                BtfRecipe.apply(kernel.standIn, new Choices(Arrays.copyOf(rest, middle))),
                BtfRecipe.apply(kernel.onStandIn, new Choices(Arrays.copyOfRange(rest, middle, rest.length))),
                kernel.base,
                input);
    }

    private static void split(byte[] bytes, Btf base, byte[] input) throws IOException {
        Btf btf = BOUNDED.read(bytes.length + base.size(), () -> Btf.parseSplit(bytes, base, "fuzz.ko"));
        if (btf != null) {
            Use.of(btf, new CandidateIndex(base, List.of(btf)), input);
        }
    }

    private static void onStandIn(byte[] standInBytes, byte[] bytes, Btf base, byte[] input) throws IOException {
        Btf standIn = BOUNDED.read(standInBytes.length, () -> Btf.parse(standInBytes, "fuzz.ko .BTF.base"));
        if (standIn == null) {
            return;
        }
        int size = bytes.length + standInBytes.length + base.size();
        Btf btf = BOUNDED.read(size, () -> Btf.parseSplit(bytes, standIn, base, "fuzz.ko"));
        if (btf != null) {
            Use.of(btf, new CandidateIndex(base, List.of(btf)), input);
        }
    }

    @Override
    public List<byte[]> seeds() {
        Seeds seeds = new Seeds();
        for (Kernel kernel : kernels) {
            seeds.literal(kernel.own).literal(kernel.onStandIn);
        }
        for (String module : List.of("overlay", "virtio_net")) {
            seeds.literal(TestData.bytes("btf-modules/6.1.0-56-cloud-amd64/" + module + ".btf"));
        }
        List<byte[]> inputs = seeds.list();
        for (int form = 1; form <= 3; form++) {
            inputs.add(new byte[] {(byte) form});
            byte[] longer = new byte[24];
            longer[0] = (byte) form;
            longer[1] = (byte) (form == 2 ? 10 : 0);
            inputs.add(longer);
        }
        return inputs;
    }
}
