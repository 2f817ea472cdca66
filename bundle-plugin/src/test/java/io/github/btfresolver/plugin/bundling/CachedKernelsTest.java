// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.cache.FileHashes;
import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.source.KernelInput;
import io.github.btfresolver.plugin.source.SourcedKernel;
import io.github.btfresolver.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    private final SourcedKernel counted = kernel(() -> {
        reads.incrementAndGet();
        return Btf.parse(KERNEL, "origin");
    });

    private SourcedKernel kernel() {
        return new SourcedKernel(counted.id(), counted.origin(), file, "", 0, counted.input(), Optional.empty());
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
        return new CachedKernels(new KernelCache(dir.resolve("cache"), 1 << 30), keys, code, List.of(object));
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
