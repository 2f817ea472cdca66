// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A made-up target and one or two made-up objects that ask for its types; the same for the same seed. */
public final class RandomPair {
    private static final int BIG_ENDIAN_PERCENT = 15;
    private static final int TWO_OBJECTS_PERCENT = 20;

    private final byte[] target;
    private final List<byte[]> objects;

    private RandomPair(byte[] target, List<byte[]> objects) {
        this.target = target;
        this.objects = objects;
    }

    /** The target's BTF, raw. */
    public byte[] target() {
        return target;
    }

    /** The objects, as ELF files. */
    public List<byte[]> objects() {
        return objects;
    }

    /** Makes up a pair. */
    public static RandomPair of(long seed) throws IOException {
        return of(seed, 0);
    }

    /**
     * The same with a target that was not deduplicated.
     *
     * @param copies how many times it has everything besides once, mostly without a change
     */
    static RandomPair of(long seed, int copies) throws IOException {
        // neighbouring seeds begin alike
        Dice dice = new Dice(seed * 0x9E3779B97F4A7C15L);
        World world = new World(dice);
        ByteOrder order = dice.percent(BIG_ENDIAN_PERCENT) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Variant kernel = new Variant(world, dice, dice.of(0, 20, 50, 80));
        for (int i = 0; i < copies; i++) {
            for (Type type : new Variant(world, dice, dice.of(0, 0, 5)).types) {
                if (!kernel.types.contains(type)) { // the one that all variants share
                    kernel.types.add(type);
                }
            }
        }
        byte[] target = new BtfImage(kernel.types, dice, order).bytes();
        List<byte[]> objects = new ArrayList<>();
        for (int i = dice.percent(TWO_OBJECTS_PERCENT) ? 2 : 1; i > 0; i--) {
            Variant program = new Variant(world, dice, dice.of(0, 5, 20));
            BtfImage types = new BtfImage(program.types, dice, ByteOrder.LITTLE_ENDIAN);
            objects.add(new ObjectImage(dice, types, dice.between(1, 10)).bytes());
        }
        return new RandomPair(target, objects);
    }
}
