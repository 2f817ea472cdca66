// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.cache.FileHashes;
import io.github.btfresolver.plugin.cache.Kept;
import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.source.KernelInput;
import io.github.btfresolver.plugin.source.SourcedKernel;
import io.github.btfresolver.testdata.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedKernelsTest {
    private static final byte[] KERNEL = TestData.bytes("btf-small/kernel.el.btf");

    @TempDir
    Path dir;

    private final AtomicInteger reads = new AtomicInteger();
    private Path file;

    @BeforeEach
    void write_a_kernel() throws IOException {
        file = Files.write(dir.resolve("kernel"), KERNEL);
    }

    @Test
    void a_kernel_is_read_once_whatever_the_objects() throws Exception {
        for (BpfObject object : objects("exec", "fields", "types", "exec")) {
            byte[] minimized = minimize(reader(object).read(kernel()).btf(), object);
            assertArrayEquals(minimize(Btf.parse(KERNEL, "whole"), object), minimized, object.source());
        }
        assertEquals(1, reads.get());
    }

    @Test
    void what_other_code_has_left_is_not_used() throws Exception {
        BpfObject object = objects("exec").get(0);
        for (String code : List.of("one", "other", "one")) {
            reader(object, kernel(), code).read(kernel());
        }
        assertEquals(2, reads.get());
    }

    @Test
    void objects_with_the_same_roots_share_the_small_form() throws Exception {
        BpfObject object = objects("exec").get(0);
        SourceBtf whole = reader(object).read(kernel());
        SourceBtf kept = reader(object).read(kernel());
        Btf kernel = Btf.parse(KERNEL, "whole");
        assertEquals(kernel.typeCount(), whole.btf().typeCount());
        assertTrue(kept.btf().typeCount() < kernel.typeCount(), kept.btf().typeCount() + " types");
        assertEquals(kernel.pointerSize(), kept.btf().pointerSize());
        assertEquals(List.of(kernel.size(), kernel.size()), List.of(whole.wholeSize(), kept.wholeSize()));
        assertEquals("origin", kept.btf().source());
    }

    /** Only the small form knows what it is asked for; without the larger one, what it lacks is read from the source. */
    @Test
    void the_small_form_is_for_all_roots_that_were_asked_for() throws Exception {
        for (BpfObject object : objects("exec", "fields")) {
            reader(object).read(kernel());
        }
        deleteLargeForm();
        for (BpfObject object : objects("fields", "exec")) {
            byte[] minimized = minimize(reader(object).read(kernel()).btf(), object);
            assertArrayEquals(minimize(Btf.parse(KERNEL, "whole"), object), minimized, object.source());
        }
        assertEquals(1, reads.get());
        reader(objects("types").get(0)).read(kernel());
        assertEquals(2, reads.get());
    }

    /** So that there is less to go through already in the build that makes it. */
    @Test
    void of_a_larger_form_a_build_goes_on_with_the_small_one() throws Exception {
        reader(objects("exec").get(0)).read(kernel());
        BpfObject object = objects("fields").get(0);
        SourceBtf made = reader(object).read(kernel());
        SourceBtf kept = reader(object).read(kernel());
        assertEquals(kept.btf().size(), made.btf().size());
        assertFalse(made.isWhole());
    }

    /** An entry whose checksum is right is believed only as far as that does no harm. */
    @Test
    void a_larger_form_that_is_none_is_made_anew() throws Exception {
        reader(objects("exec").get(0)).read(kernel());
        KernelCache cache = cache();
        String key = CachedKernels.key(Sha256.hex(KERNEL), "code");
        Kept large = cache.get(key).orElseThrow();
        byte[] wrongIds = large.contents().clone(); // of types, behind their hashes
        for (int at = wrongIds.length - 12; at > wrongIds.length - 412; at -= 4) {
            ByteBuffer.wrap(wrongIds).putInt(at, Integer.MAX_VALUE);
        }
        for (byte[] wrong : List.of(KERNEL, new byte[0], wrongIds)) {
            cache.put(key, new Kept(large.facts(), wrong));
            cache.put(key + "-roots", new Kept(new KeptFacts(8, KERNEL.length, Set.of()).bytes(), KERNEL));
            BpfObject object = objects("fields").get(0);
            byte[] minimized = minimize(reader(object).read(kernel()).btf(), object);
            assertArrayEquals(minimize(Btf.parse(KERNEL, "whole"), object), minimized);
            assertArrayEquals(large.contents(), cache().get(key).orElseThrow().contents());
        }
        assertEquals(4, reads.get());
    }

    @Test
    void roots_that_make_the_small_form_large_are_forgotten() throws Exception {
        BpfObject object = objects("exec").get(0);
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < 1000; i++) {
            names.add("t" + i);
        }
        KernelCache cache = cache();
        String key = CachedKernels.key(Sha256.hex(KERNEL), "code");
        cache.put(key + "-roots", new Kept(new KeptFacts(8, KERNEL.length, names).bytes(), KERNEL));
        reader(object).read(kernel());
        Kept kept = cache().get(key + "-roots").orElseThrow();
        assertEquals(
                RootNames.of(List.of(object)).names(),
                new TreeSet<>(KeptFacts.of(kept).roots()));
    }

    @Test
    void a_kernel_for_objects_without_roots_has_a_small_form_too() throws Exception {
        BpfObject none = BpfObject.read(TestData.file("objects/el/plain.bpf.o"));
        reader(none).read(kernel());
        assertTrue(KeptFacts.of(cache().get(CachedKernels.key(Sha256.hex(KERNEL), "code") + "-roots")
                        .orElseThrow())
                .roots()
                .isEmpty());
        reader(none).read(kernel());
        reader(objects("exec").get(0)).read(kernel());
        assertEquals(1, reads.get());
    }

    private void deleteLargeForm() throws IOException {
        String key = CachedKernels.key(Sha256.hex(KERNEL), "code");
        Files.delete(dir.resolve("cache").resolve(key.substring(0, 2)).resolve(key + ".entry"));
    }

    @Test
    void a_file_that_changes_while_it_is_read_is_an_error_and_not_kept() throws Exception {
        BpfObject object = objects("exec").get(0);
        SourcedKernel changing = kernel(() -> {
            Btf btf = Btf.parse(KERNEL, "read");
            Files.write(file, new byte[] {1});
            return btf;
        });
        CachedKernels reader = reader(object, changing);
        IOException e = assertThrows(IOException.class, () -> reader.read(changing));
        assertTrue(e.getMessage().contains("changed while the bundle was made"), e.getMessage());
        write_a_kernel();
        reader(object).read(kernel());
        assertEquals(1, reads.get());
    }

    @Test
    void a_file_that_cannot_be_read_is_for_its_reader_to_tell() throws Exception {
        Files.delete(file);
        SourcedKernel missing = kernel(() -> {
            throw new IOException("not there");
        });
        CachedKernels reader = reader(objects("exec").get(0), missing);
        assertEquals(
                "not there",
                assertThrows(IOException.class, () -> reader.read(missing)).getMessage());
    }

    @Test
    void entries_of_one_archive_are_told_apart() throws Exception {
        KernelId id = new KernelId("debian", "12", "x86_64", "6.1", null);
        SourcedKernel one =
                new SourcedKernel(id, "one", file, "one", 1, () -> Btf.parse(KERNEL, "one"), Optional.empty());
        SourcedKernel two =
                new SourcedKernel(id, "two", file, "two", 1, () -> Btf.parse(KERNEL, "two"), Optional.empty());
        ContentKeys keys = ContentKeys.of(List.of(one, two, kernel()), hashes(), 2);
        assertEquals(
                3,
                List.of(keys.of(one), keys.of(two), keys.of(kernel())).stream()
                        .distinct()
                        .count());
    }

    private SourcedKernel counted = kernel(() -> {
        reads.incrementAndGet();
        return Btf.parse(KERNEL, "origin");
    });

    /** One and the same each time: kernels are told apart by which they are. */
    private SourcedKernel kernel() {
        if (!counted.file().equals(file)) {
            counted = new SourcedKernel(counted.id(), counted.origin(), file, "", 0, counted.input(), Optional.empty());
        }
        return counted;
    }

    private SourcedKernel kernel(KernelInput input) {
        return new SourcedKernel(
                new KernelId("debian", "12", "x86_64", "6.1", null),
                "origin",
                file == null ? Path.of("unset") : file,
                "",
                0,
                input,
                Optional.empty());
    }

    private CachedKernels reader(BpfObject object) throws Exception {
        return reader(object, kernel());
    }

    private CachedKernels reader(BpfObject object, SourcedKernel kernel) throws Exception {
        return reader(object, kernel, "code");
    }

    private CachedKernels reader(BpfObject object, SourcedKernel kernel, String code) throws Exception {
        ContentKeys keys = ContentKeys.of(List.of(kernel), hashes(), 1);
        return new CachedKernels(cache(), keys, code, List.of(object));
    }

    private KernelCache cache() {
        return new KernelCache(dir.resolve("cache"), 1 << 30);
    }

    private FileHashes hashes() {
        return FileHashes.load(dir.resolve("hashes"));
    }

    private static byte[] minimize(Btf btf, BpfObject object) throws Exception {
        return new BtfMinimizer(List.of(object)).minimize(btf, btf.order());
    }

    private static List<BpfObject> objects(String... names) throws Exception {
        List<BpfObject> objects = new java.util.ArrayList<>();
        for (String name : names) {
            objects.add(BpfObject.read(TestData.file("objects/el/" + name + ".bpf.o")));
        }
        return objects;
    }
}
