// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.scale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.IndexedBtf;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.bundling.BuiltBundle;
import io.github.btfresolver.plugin.bundling.BundleBuilder;
import io.github.btfresolver.plugin.bundling.BundleRequest;
import io.github.btfresolver.plugin.bundling.Progress;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.minimize.ReducedKernel;
import io.github.btfresolver.plugin.minimize.RelocationProof;
import io.github.btfresolver.plugin.scale.SyntheticKernels.Base;
import io.github.btfresolver.plugin.source.PackedKernels;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree of a hundred kernels of several distributions, versions, architectures and byte orders, from files to lookup. */
class ManyKernelsTest {
    private static final int KERNELS = 100;
    private static final int SERIES = 10;
    private static final File EXEC = TestData.file("objects/el/exec.bpf.o");

    @TempDir
    static Path tree;

    private static SyntheticKernels kernels;
    private static List<BpfObject> objects;
    private static BuiltBundle built;
    private static Bundle bundle;

    @BeforeAll
    static void build() throws Exception {
        objects = List.of(BpfObject.read(EXEC));
        List<Base> bases = new ArrayList<>();
        for (File archive : TestData.kernelArchives()) {
            Btf whole = Btf.parse(TestData.unpack(archive), archive.getName());
            byte[] all = ReducedKernel.forAll(whole);
            IndexedBtf indexed = IndexedBtf.open(all, all.length, whole.source(), whole.pointerSize());
            byte[] reduced = ReducedKernel.forRoots(indexed, RootNames.of(objects));
            bases.add(new Base(archive.getParentFile().getName(), reduced));
        }
        kernels = new SyntheticKernels(bases, SERIES, 1);
        for (int i = 0; i < KERNELS; i++) {
            KernelId id = kernels.id(i);
            Path file = tree.resolve(id + (i % 2 == 0 ? ".btf" : ".btf.tar.xz"));
            Files.createDirectories(file.getParent());
            byte[] btf = kernels.btf(i);
            Files.write(file, i % 2 == 0 ? btf : PackedKernels.tarXz(id.release(), btf));
        }
        built = build(4);
        bundle = Bundle.read(new ByteArrayInputStream(built.bytes()), "many");
    }

    private static BuiltBundle build(int threads) throws Exception {
        BundleRequest request = new BundleRequest("many", List.of(EXEC), List.of(tree.toString()));
        return BundleBuilder.build(request.base(tree.getParent()).threads(threads), Progress.silent());
    }

    @Test
    void the_bundle_is_the_same_with_one_thread_and_with_four() throws Exception {
        assertArrayEquals(built.bytes(), build(1).bytes());
    }

    @Test
    void each_kernel_finds_a_layout_that_relocates_as_its_own_whole_does() throws Exception {
        assertEquals(KERNELS, bundle.kernelCount());
        for (int i = 0; i < KERNELS; i++) {
            KernelMatch match = match(i);
            assertEquals(kernels.id(i), match.kernel(), match.reason());
            RelocationProof.check(objects, whole(i), bundle.layout(match));
        }
    }

    @Test
    void neighbours_in_which_nothing_has_changed_share_a_layout() throws Exception {
        int alike = 0;
        for (int i = 1; i < KERNELS; i++) {
            if (kernels.isLikeTheOneBefore(i)) {
                alike++;
                assertEquals(layout(i - 1), layout(i), "" + kernels.id(i));
            }
        }
        assertTrue(alike > KERNELS / 3 && alike < 2 * KERNELS / 3, "" + alike);
    }

    /** So that the other tests could fail. */
    @Test
    void kernels_with_different_layouts_relocate_differently() throws Exception {
        int different = 0;
        for (int i = 1; i < KERNELS; i++) {
            if (i % SERIES != 0 && layout(i - 1) != layout(i)) {
                different++;
                byte[] others = bundle.layout(layout(i - 1));
                CandidateIndex whole = whole(i);
                assertThrows(MinimizationException.class, () -> RelocationProof.check(objects, whole, others));
            }
        }
        assertTrue(different > KERNELS / 5, "" + different);
    }

    private static CandidateIndex whole(int kernel) throws Exception {
        return new CandidateIndex(Btf.parse(kernels.btf(kernel), "" + kernels.id(kernel)));
    }

    private static KernelMatch match(int kernel) {
        KernelId id = kernels.id(kernel);
        return bundle.match(new HostKernel(id.release(), id.arch(), null, null, null));
    }

    private static int layout(int kernel) {
        return bundle.layoutOf(match(kernel).entry());
    }
}
