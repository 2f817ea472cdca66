// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.IndexedBtf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.minimize.ReducedKernel;
import io.github.btfresolver.testdata.TestData;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvenLayoutsTest {
    private static final byte[] KERNEL = TestData.bytes("btf-small/kernel.el.btf");

    private List<BpfObject> objects;
    private ProvenLayouts layouts;

    @BeforeEach
    void read_an_object() throws Exception {
        objects = List.of(BpfObject.read(TestData.file("objects/el/exec.bpf.o")));
        layouts = new ProvenLayouts(objects);
    }

    @Test
    void of_kernels_that_look_alike_one_is_proven() throws Exception {
        byte[] reduced = reduced();
        ProvenLayouts.Proven first = layouts.of(kept(reduced.clone(), "first", 8));
        assertSame(first, layouts.of(kept(reduced.clone(), "second", 8)));
        assertArrayEquals(layouts.of(whole()).layout(), first.layout());
    }

    @Test
    void a_kernel_that_differs_in_a_byte_is_another() throws Exception {
        byte[] reduced = reduced();
        ProvenLayouts.Proven first = layouts.of(kept(reduced, "first", 8));
        byte[] renamed = reduced.clone();
        renamed[renamed.length - 2] ^= 1; // the last letter of the last name
        assertNotSame(first, layouts.of(kept(renamed, "renamed", 8)));
        assertNotSame(first, layouts.of(kept(reduced, "narrow", 4)));
    }

    @Test
    void a_whole_kernel_is_always_proven() throws Exception {
        assertNotSame(layouts.of(whole()), layouts.of(whole()));
    }

    @Test
    void a_large_one_is_not_remembered() throws Exception {
        BtfBuilder out = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 90_000; i++) {
            out.add(BtfKind.INT, out.string("int"), false, 0, 4);
            out.word(32);
        }
        byte[] large = out.build();
        assertTrue(large.length > 1 << 20, large.length + " bytes");
        assertNotSame(layouts.of(kept(large, "first", 8)), layouts.of(kept(large, "second", 8)));
    }

    @Test
    void a_failure_is_not_remembered() throws Exception {
        layouts = new ProvenLayouts(List.of(BpfObject.read(TestData.file("objects/el/error_ambiguous.bpf.o"))));
        for (String origin : List.of("first", "second")) {
            String message = assertThrows(
                            MinimizationException.class,
                            () -> layouts.of(kept(TestData.bytes("btf-small/layouts.el.btf"), origin, 8)))
                    .getMessage();
            assertTrue(message.contains(origin), message);
        }
    }

    @Test
    void as_many_are_remembered_as_are_cheap() throws Exception {
        byte[] reduced = reduced();
        ProvenLayouts.Proven first = layouts.of(kept(reduced, "first", 8));
        for (int i = 0; i < 64; i++) {
            byte[] other = reduced.clone();
            other[other.length - 2] = (byte) (i + 128);
            layouts.of(kept(other, "other " + i, 8));
        }
        ProvenLayouts.Proven again = layouts.of(kept(reduced, "again", 8));
        assertNotSame(first, again);
        assertArrayEquals(first.layout(), again.layout());
        assertEquals(first.warnings(), again.warnings());
    }

    private byte[] reduced() throws Exception {
        byte[] all = ReducedKernel.forAll(Btf.parse(KERNEL, "kernel"));
        return ReducedKernel.forRoots(IndexedBtf.open(all, all.length, "kernel", 8), RootNames.of(objects));
    }

    private static SourceBtf whole() throws Exception {
        return SourceBtf.whole(Btf.parse(KERNEL, "kernel"));
    }

    private static SourceBtf kept(byte[] reduced, String origin, int pointerSize) throws Exception {
        return new SourceBtf(Btf.parse(reduced, origin, pointerSize), reduced.length + 1);
    }
}
