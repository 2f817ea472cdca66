// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.core.BpfFunction;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.elf.ElfSection;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ElfMaker;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;

/** A BPF object, {@code .BTF.ext} included: as it is after a 0, else a small one whose sections and headers are changed. */
final class ObjectTarget implements FuzzTarget {
    private static final Bounded BOUNDED = Bounded.of("fuzz.o");
    private static final CandidateIndex KERNEL =
            new CandidateIndex(BtfText.parse(SmallKernel.TYPES, ByteOrder.LITTLE_ENDIAN));

    private final List<Parts> objects = List.of(
            parts(SmallKernel.object(ByteOrder.LITTLE_ENDIAN)),
            parts(SmallKernel.object(ByteOrder.BIG_ENDIAN)),
            parts(TestData.bytes("objects/el/plain.bpf.o")));

    /** The sections of an object that matter here. */
    private static final class Parts {
        final byte[] btf;
        final byte[] ext;
        final byte[] code;
        final ByteOrder order;

        Parts(byte[] btf, byte[] ext, byte[] code, ByteOrder order) {
            this.btf = btf;
            this.ext = ext;
            this.code = code;
            this.order = order;
        }
    }

    private static Parts parts(byte[] object) {
        try (ElfFile elf = ElfFile.of(object, "seed.o")) {
            byte[] code = {};
            for (ElfSection section : elf.sections()) {
                code = code.length == 0 && section.isExecutable() ? elf.read(section) : code;
            }
            return new Parts(
                    elf.read(elf.lastSection(".BTF")), elf.read(elf.lastSection(".BTF.ext")), code, elf.order());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void run(byte[] input) throws IOException {
        Choices choices = new Choices(input);
        byte[] bytes = choices.u8() == 0 ? choices.rest() : recipe(choices);
        BpfObject object = BOUNDED.read(bytes.length, () -> BpfObject.parse(bytes, "fuzz.o"));
        if (object == null) {
            return;
        }
        int use = Use.sampled() ? Use.choice(input, 3) : Use.ALL;
        if (use <= 0) {
            Use.of(object.btf(), input);
        }
        if (use == Use.ALL || use == 1) {
            relocate(object);
        }
        if (use == Use.ALL || use == 2) {
            SmallKernel.minimize(List.of(object), KERNEL);
        }
    }

    private static void relocate(BpfObject object) {
        for (ObjectRelocation.Outcome outcome : ObjectRelocation.of(object, KERNEL)) {
            boolean error = outcome.status() == ObjectRelocation.Status.ERROR;
            if (error && (outcome.message() == null || outcome.newValue() != null)) {
                throw new AssertionError(outcome.relocation() + ": " + outcome.status() + ", " + outcome.message());
            }
        }
        for (BpfFunction function : object.functions()) {
            if (function.toString().isEmpty()) {
                throw new AssertionError("a function that says nothing");
            }
        }
        object.codeSections().forEach(object::code);
    }

    /** Which part is changed is the first choice; those before it stay as they are. */
    private byte[] recipe(Choices choices) {
        Parts seed = choices.of(objects);
        int part = choices.below(4);
        byte[] btf = seed.btf;
        byte[] ext = seed.ext;
        byte[] code = seed.code;
        switch (part) {
            case 0 -> btf = BtfRecipe.apply(btf, choices);
            case 1 -> ext = Edits.some(ext, seed.order, choices);
            case 2 -> {
                int count = choices.below(16);
                byte[] ofCode = new byte[Math.min(count, 64)];
                for (int i = 0; i < ofCode.length; i++) {
                    ofCode[i] = (byte) choices.u8();
                }
                code = Edits.some(code, seed.order, new Choices(ofCode));
                ext = Edits.some(ext, seed.order, choices);
            }
            default -> {}
        }
        byte[] object = new ElfMaker(64, seed.order)
                .code(ObjectMaker.SECTION, code)
                .data(".BTF", btf)
                .data(".BTF.ext", ext)
                .build();
        return part == 3 ? Edits.some(object, seed.order, choices) : object;
    }

    @Override
    public List<byte[]> seeds() {
        Seeds seeds = new Seeds();
        seeds.literal(SmallKernel.object(ByteOrder.LITTLE_ENDIAN)).literal(SmallKernel.object(ByteOrder.BIG_ENDIAN));
        for (String name : List.of("el/plain", "el/twins", "el/error_far", "eb/stores_v4", "eb/error_forward")) {
            seeds.literal(TestData.bytes("objects/" + name + ".bpf.o"));
        }
        for (int object = 0; object < objects.size(); object++) {
            for (int part = 0; part < 4; part++) {
                seeds.recipe(object, part);
            }
        }
        return seeds.list();
    }
}
