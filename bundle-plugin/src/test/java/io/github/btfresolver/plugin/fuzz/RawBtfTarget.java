// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.BtfText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;

/** BTF as it lies in a file: as it is after a 0, else a small one with changes. */
final class RawBtfTarget implements FuzzTarget {
    private static final Bounded BOUNDED = Bounded.of("fuzz.btf");

    private static final List<byte[]> KERNELS = List.of(
            BtfText.bytes(SmallKernel.TYPES, ByteOrder.LITTLE_ENDIAN),
            BtfText.bytes(SmallKernel.TYPES, ByteOrder.BIG_ENDIAN));

    @Override
    public void run(byte[] input) throws IOException {
        Choices choices = new Choices(input);
        byte[] bytes = choices.u8() == 0 ? choices.rest() : BtfRecipe.apply(choices.of(KERNELS), choices);
        Btf btf = BOUNDED.read(bytes.length, () -> Btf.parse(bytes, "fuzz.btf"));
        if (btf != null) {
            Use.of(btf, input);
        }
    }

    @Override
    public List<byte[]> seeds() {
        Seeds seeds = new Seeds();
        for (int i = 0; i < KERNELS.size(); i++) {
            seeds.literal(KERNELS.get(i)).recipe(i);
        }
        for (String name : List.of("kinds.el", "kinds.eb", "layouts.el")) {
            seeds.literal(TestData.bytes("btf-small/" + name + ".btf"));
        }
        return seeds.list();
    }
}
