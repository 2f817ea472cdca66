// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.elf.ElfSection;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.plugin.fuzz.BtfRecipe;
import io.github.btfresolver.plugin.fuzz.Choices;
import io.github.btfresolver.plugin.fuzz.Edits;
import io.github.btfresolver.plugin.fuzz.FuzzTarget;
import io.github.btfresolver.plugin.fuzz.Seeds;
import io.github.btfresolver.plugin.fuzz.Use;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ElfMaker;
import io.github.btfresolver.testing.Samples;
import io.github.btfresolver.testing.SplitText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A vmlinux or a module as an ELF file: as it is after a 0, else a small one with changes in its headers, or in its BTF. */
public final class VmlinuxTarget implements FuzzTarget {
    private static final String SOURCE = "fuzz.elf";
    private static final Bounded BOUNDED = Bounded.of(SOURCE);
    private static final String TYPES =
            "int int 4; struct task 8 pid:int@0 p:p@32; ptr p task; enum e 4 A=1; typedef t e";
    private static final byte[] BANNER =
            "x\0Linux version %s\0Linux version 6.1.0-7-amd64 (x) #1\n".getBytes(StandardCharsets.ISO_8859_1);

    private final List<Shape> shapes = List.of(
            new Shape(64, ByteOrder.LITTLE_ENDIAN, false),
            new Shape(32, ByteOrder.BIG_ENDIAN, false),
            new Shape(64, ByteOrder.BIG_ENDIAN, true));

    private static final class Shape {
        final int bits;
        final ByteOrder order;
        final byte[] btf;
        final boolean module;
        final byte[] base;

        /** Of a class and byte order; as a module it was built on its own. */
        Shape(int bits, ByteOrder order, boolean module) {
            this.bits = bits;
            this.order = order;
            this.module = module;
            base = BtfText.bytes(TYPES, order);
            btf = module ? SplitText.bytes(TYPES, "struct own 4 t:t@0", order) : base;
        }

        byte[] elf(byte[] contents) {
            ElfMaker elf = new ElfMaker(bits, order)
                    .machine(62)
                    .data(".rodata", BANNER)
                    .section(".notes", ElfMaker.NOTE, 0, Samples.buildIdNote("0123456789abcdef", order));
            if (module) {
                elf.data(".BTF.base", base);
            }
            return elf.data(".BTF", contents).build();
        }
    }

    @Override
    public void run(byte[] input) throws IOException {
        Choices choices = new Choices(input);
        byte[] bytes = choices.u8() == 0 ? choices.rest() : recipe(choices);
        ElfFile elf = BOUNDED.read(bytes.length, () -> ElfFile.of(bytes, SOURCE));
        if (elf == null) {
            return;
        }
        for (ElfSection section : elf.sections()) {
            BOUNDED.read(bytes.length, () -> elf.read(section));
        }
        BOUNDED.read(bytes.length, elf::buildId);
        BOUNDED.read(bytes.length, () -> VmlinuxElf.of(elf));
        Btf btf = BOUNDED.read(bytes.length, () -> BtfFile.parse(bytes, SOURCE));
        if (btf != null) {
            Use.seldom(btf, input);
        }
    }

    private byte[] recipe(Choices choices) {
        Shape shape = choices.of(shapes);
        boolean inside = choices.below(4) == 0;
        byte[] elf = shape.elf(inside ? BtfRecipe.apply(shape.btf, choices) : shape.btf);
        return Edits.some(elf, shape.order, choices);
    }

    @Override
    public List<byte[]> seeds() {
        Seeds seeds = new Seeds();
        for (int i = 0; i < shapes.size(); i++) {
            seeds.literal(shapes.get(i).elf(shapes.get(i).btf)).recipe(i, 0).recipe(i, 1);
        }
        return seeds.list();
    }
}
