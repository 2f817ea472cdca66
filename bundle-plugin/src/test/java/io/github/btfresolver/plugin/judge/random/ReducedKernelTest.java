// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.IndexedBtf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.plugin.judge.Targets;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.minimize.ReducedKernel;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cache keeps of a kernel, and a kernel of which only what is asked for was indexed, is minimized to the same bytes as the whole, and every relocation comes to the same. */
class ReducedKernelTest {
    private static final long SEED = 4_000;
    private static final int PAIRS = 3_000;

    @TempDir
    Path folder;

    @Test
    void made_up_objects_on_made_up_kernels() throws Exception {
        int smaller = 0;
        for (long seed = SEED; seed < SEED + PAIRS; seed++) {
            RandomPair pair = RandomPair.of(seed);
            Btf target = Btf.parse(pair.target(), "made-up target " + seed);
            smaller += assertSame(
                    List.of(BpfObject.parse(pair.objects().get(0), "made-up object " + seed)), target, pair.target());
        }
        assertTrue(smaller > PAIRS / 3, smaller + " were reduced");
    }

    @Test
    void made_up_objects_on_made_up_kernels_with_everything_several_times() throws Exception {
        int leftOut = 0;
        for (long seed = SEED; seed < SEED + PAIRS; seed++) {
            RandomPair pair = RandomPair.of(seed, 4);
            Btf target = Btf.parse(pair.target(), "made-up target " + seed);
            BpfObject object = BpfObject.parse(pair.objects().get(0), "made-up object " + seed);
            assertSame(List.of(object), target, pair.target());
            leftOut += 4 * RootNames.candidates(target).cardinality() < 3 * named(target) ? 1 : 0;
        }
        assertTrue(leftOut > PAIRS / 3, "of " + leftOut + " a quarter of the candidates and more were left out");
    }

    private static int named(Btf target) {
        int named = 0;
        for (int id = 1; id < target.typeCount(); id++) {
            named += target.name(id).isEmpty() ? 0 : 1;
        }
        return named;
    }

    @Test
    void the_objects_of_testdata_on_every_target_of_testdata() throws Exception {
        List<File> targets = new ArrayList<>(Targets.small());
        targets.addAll(TestData.kernelArchives());
        for (File file : targets) {
            byte[] bytes = Files.readAllBytes(Targets.unpacked(file, folder).toPath());
            Btf target = Btf.parse(bytes, file.getPath());
            for (File object : TestData.objects("el")) {
                assertSame(List.of(BpfObject.read(object)), target, bytes);
            }
        }
    }

    @Test
    void all_objects_of_libbpf_tools_on_real_kernels() throws Exception {
        List<BpfObject> objects = new ArrayList<>();
        for (File file : EmbeddedObjects.extract(folder.toFile())) {
            objects.add(BpfObject.read(file));
        }
        Judges.assume(!objects.isEmpty(), "libbpf-tools is not installed, whose BPF objects are the input");
        List<File> kernels = new ArrayList<>(TestData.kernelArchives());
        kernels.addAll(Targets.corpus());
        for (File archive : kernels) {
            byte[] bytes = Files.readAllBytes(Targets.unpacked(archive, folder).toPath());
            Btf target = Btf.parse(bytes, archive.getPath());
            assertSame(objects, target, bytes);
            assertSame(objects.subList(7, 9), target, bytes);
        }
    }

    /** Returns 1 when there was something to leave out. */
    private static int assertSame(List<BpfObject> objects, Btf whole, byte[] bytes) throws Exception {
        RootNames roots = RootNames.of(objects);
        assertSame(objects, new CandidateIndex(whole), new CandidateIndex(whole, List.of(), roots));
        if (!roots.isComplete()) {
            return 0;
        }
        byte[] forAll = ReducedKernel.forAll(whole);
        IndexedBtf indexed = IndexedBtf.open(forAll, forAll.length, whole.source(), whole.pointerSize());
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        indexed.btf().writeTo(blob);
        Btf any = Btf.parse(blob.toByteArray(), whole.source(), whole.pointerSize());
        assertSame(objects, whole, any);
        byte[] twice = ReducedKernel.forAll(any);
        assertTrue(twice.length <= forAll.length, "reduced twice");
        if (RootNames.candidates(any).cardinality() == named(any)) { // nothing that is there repeats something
            assertArrayEquals(forAll, twice, "reduced twice");
        }
        byte[] rooted = ReducedKernel.forRoots(indexed, roots);
        assertSame(objects, whole, Btf.parse(rooted, whole.source(), whole.pointerSize()));
        assertTrue(rooted.length <= any.size() && any.size() <= bytes.length, whole.source());
        return rooted.length < any.size() && any.size() < bytes.length ? 1 : 0;
    }

    private static void assertSame(List<BpfObject> objects, Btf whole, Btf reduced) throws Exception {
        assertSame(objects, new CandidateIndex(whole), new CandidateIndex(reduced));
    }

    private static void assertSame(List<BpfObject> objects, CandidateIndex wholeIndex, CandidateIndex reducedIndex)
            throws Exception {
        String source = wholeIndex.kernel().source();
        for (BpfObject object : objects) {
            List<Outcome> expected = ObjectRelocation.of(object, wholeIndex);
            List<Outcome> found = ObjectRelocation.of(object, reducedIndex);
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(text(expected.get(i)), text(found.get(i)), object.source() + " on " + source);
            }
        }
        Optional<byte[]> expected = minimize(objects, wholeIndex);
        Optional<byte[]> found = minimize(objects, reducedIndex);
        assertEquals(expected.isPresent(), found.isPresent(), () -> objects + " on " + source);
        if (expected.isPresent()) {
            assertArrayEquals(expected.get(), found.get(), () -> objects + " on " + source);
        }
    }

    private static Optional<byte[]> minimize(List<BpfObject> objects, CandidateIndex target) {
        try {
            return Optional.of(
                    new BtfMinimizer(objects).minimize(target, target.kernel().order()));
        } catch (MinimizationException e) {
            return Optional.empty();
        }
    }

    /** All but the ids of target types. */
    private static String text(Outcome outcome) {
        boolean id = outcome.relocation().kind() == RelocationKind.TYPE_ID_TARGET;
        String value = id ? "" : outcome.newValue() + " " + Arrays.toString(outcome.instruction());
        return outcome.relocation() + " " + outcome.status() + " " + outcome.originalValue() + " " + value;
    }
}
