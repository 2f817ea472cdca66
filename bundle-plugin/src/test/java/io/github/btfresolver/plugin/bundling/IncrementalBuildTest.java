// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second build does again: as little as it may. */
class IncrementalBuildTest {
    private static final byte[] KERNEL = TestData.bytes("btf-small/kernel.el.btf");
    private static final byte[] OLD_KERNEL = TestData.bytes("btf-small/kernel_old.el.btf");

    @TempDir
    Path dir;

    private Path object;
    private Path kernel;
    private Path cache;
    private Path output;

    @BeforeEach
    void lay_out() throws IOException {
        object = dir.resolve("exec.bpf.o");
        Files.write(object, TestData.bytes("objects/el/exec.bpf.o"));
        kernel = dir.resolve("tree/debian/12/x86_64/6.1.btf");
        Files.createDirectories(kernel.getParent());
        Files.write(kernel, KERNEL);
        cache = dir.resolve("cache");
        output = dir.resolve("out.btfb");
    }

    @Test
    void nothing_is_done_when_nothing_has_changed() throws Exception {
        BuiltBundle first = build();
        removeKernels();
        BuiltBundle second = build();
        assertArrayEquals(first.bytes(), second.bytes());
        assertEquals(first.kernels(), second.kernels());
        assertEquals(first.layouts(), second.layouts());
        assertFalse(Files.exists(cache.resolve("kernels")), "a kernel was read");
    }

    @Test
    void what_was_passed_over_and_warned_of_is_told_again() throws Exception {
        Files.write(object, TestData.bytes("objects/el/types.bpf.o"));
        Files.createSymbolicLink(kernel.resolveSibling("6.2.btf"), dir.resolve("nowhere"));
        BuiltBundle first = build();
        removeKernels();
        BuiltBundle second = build();
        assertFalse(Files.exists(cache.resolve("kernels")), "a kernel was read");
        assertFalse(first.warnings().isEmpty());
        assertEquals(1, first.rejected().size());
        assertEquals(first.warnings(), second.warnings());
        assertEquals(first.rejected(), second.rejected());
    }

    /** It may be a reason that passes: too many open files, a disk's error. The inputs' hash is the same then. */
    @Test
    void what_could_not_be_read_is_tried_again() throws Exception {
        Files.write(kernel.resolveSibling("6.2.btf"), new byte[] {1, 2, 3, 4});
        build();
        removeKernels();
        BuiltBundle second = build();
        assertTrue(Files.exists(cache.resolve("kernels")), "nothing was read");
        assertEquals(1, second.rejected().size());
        Files.delete(kernel.resolveSibling("6.2.btf"));
        build();
        removeKernels();
        build();
        assertFalse(Files.exists(cache.resolve("kernels")), "a kernel was read");
    }

    /** The small form that a cache has of it numbers its types anew. */
    @Test
    void a_kernel_that_does_not_suit_is_told_the_same_from_the_cache() throws Exception {
        Files.write(object, TestData.bytes("objects/el/error_ambiguous.bpf.o"));
        Files.write(kernel, TestData.bytes("btf-small/layouts.el.btf"));
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            messages.add(assertThrows(BundlingException.class, this::build).getMessage());
        }
        assertTrue(Files.exists(cache.resolve("kernels")), "nothing was cached");
        assertEquals(messages.get(0), messages.get(1));
        String end =
                ". The kernel is debian/12/x86_64/6.1: change the object, or leave the kernel out, by releases !6.1";
        assertTrue(messages.get(0).endsWith(end), messages.get(0));
    }

    /** Also where nobody sees progress; and of this build only, since the next one may have another cache. */
    @Test
    void a_cache_that_cannot_be_written_is_warned_of() throws Exception {
        Files.createDirectory(cache);
        Files.write(cache.resolve("kernels"), new byte[0]); // where a folder would be
        BuiltBundle built = build();
        assertEquals(1, built.warnings().size(), built.warnings().toString());
        assertTrue(
                built.warnings().get(0).startsWith("The cache " + cache + " is not of full use: "),
                built.warnings().get(0));
        assertArrayEquals(withoutCache().bytes(), built.bytes());
        assertEquals(List.of(), build().warnings());
    }

    /** Also of kernels that come from the cache, where only a part of them is. */
    @Test
    void the_sizes_of_what_was_read_are_kept_beside_the_bundle() throws Exception {
        Files.write(kernel.resolveSibling("6.2.btf"), new byte[] {1, 2, 3, 4});
        for (int i = 0; i < 3; i++) {
            BuiltBundle built = build();
            BuildFacts facts = PreviousBuild.facts(dir.resolve("record"), Sha256.hex(built.bytes()))
                    .orElseThrow();
            assertEquals(built.facts(), facts);
            assertEquals(1, facts.rejected().size());
            assertEquals(Map.of("debian/12/x86_64/6.1", new SourceSizes(KERNEL.length, KERNEL.length)), facts.sizes());
            assertEquals(Map.of("debian/12/x86_64/6.1", kernel.toString()), facts.origins());
            Files.delete(output); // so that it is made again
        }
        assertEquals(Optional.empty(), PreviousBuild.facts(dir.resolve("record"), "0".repeat(64)));
        assertEquals(Optional.empty(), PreviousBuild.facts(dir.resolve("none"), "0".repeat(64)));
    }

    @Test
    void another_time_of_the_sources_is_no_change() throws Exception {
        build();
        removeKernels();
        Files.setLastModifiedTime(kernel, FileTime.fromMillis(12_345));
        Files.setLastModifiedTime(object, FileTime.fromMillis(12_345));
        build();
        assertFalse(Files.exists(cache.resolve("kernels")), "a kernel was read");
    }

    @Test
    void other_contents_are_a_change_whatever_the_time() throws Exception {
        BuiltBundle first = build();
        FileTime time = Files.getLastModifiedTime(kernel);
        Files.write(kernel, OLD_KERNEL);
        Files.setLastModifiedTime(kernel, time);
        BuiltBundle second = build();
        assertFalse(Arrays.equals(first.bytes(), second.bytes()));
        assertArrayEquals(withoutCache().bytes(), second.bytes());
    }

    @Test
    void another_object_name_or_setting_is_a_change() throws Exception {
        build();
        Files.write(object, TestData.bytes("objects/el/fields.bpf.o"));
        assertArrayEquals(withoutCache().bytes(), build().bytes());
        Files.move(object, dir.resolve("renamed.bpf.o"));
        object = dir.resolve("renamed.bpf.o");
        assertArrayEquals(withoutCache().bytes(), build().bytes());
        assertThrows(BundlingException.class, () -> build(request().maxSize(10, "maxBundleSize")));
        assertEquals(1, build().kernels());
    }

    @Test
    void a_bundle_that_has_gone_or_was_changed_is_made_again() throws Exception {
        BuiltBundle first = build();
        Files.delete(output);
        assertArrayEquals(first.bytes(), build().bytes());
        Files.write(output, new byte[10]);
        assertArrayEquals(first.bytes(), build().bytes());
    }

    @Test
    void a_damaged_record_or_cache_costs_time_only() throws Exception {
        BuiltBundle first = build();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at += 1 + bytes.length / 7) {
                byte[] damaged = bytes.clone();
                damaged[at] ^= 0x15;
                Files.write(file, damaged);
                assertArrayEquals(first.bytes(), build().bytes(), file + " byte " + at);
                Files.write(file, Arrays.copyOf(bytes, at));
                assertArrayEquals(first.bytes(), build().bytes(), file + " length " + at);
            }
        }
    }

    /** An entry is known by its name; who can write to the folder can give it any contents. */
    @Test
    void what_others_can_have_put_into_a_cache_is_not_used() throws Exception {
        byte[] right = withoutCache().bytes();
        Files.write(kernel, OLD_KERNEL);
        build();
        KernelCache kernels = new KernelCache(cache.resolve("kernels"), 1 << 30);
        String code = RunningCode.sha256();
        kernels.put(
                CachedKernels.key(Sha256.hex(KERNEL), code),
                kernels.get(CachedKernels.key(Sha256.hex(OLD_KERNEL), code)).orElseThrow());
        Files.write(kernel, KERNEL);
        assertFalse(Arrays.equals(right, build().bytes()), "nothing was planted");

        Files.setAttribute(cache, "unix:mode", 0777);
        BuiltBundle built = build();

        assertArrayEquals(right, built.bytes());
        assertEquals(
                List.of("The cache " + cache + " cannot be used: java.io.IOException: " + cache.toRealPath()
                        + " is writable by all users, so that anybody could put there what is not true; chmod o-w makes"
                        + " it safe"),
                built.warnings());
    }

    @Test
    void a_source_that_changes_while_the_bundle_is_made_is_an_error_also_without_a_cache() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        Progress changing = new Progress(
                () -> {
                    if (questions.incrementAndGet() == 2) { // when work on the kernels begins
                        replaceKernel();
                    }
                    return 0;
                },
                line -> {});
        BundleRequest request = request().failOnBadSource(true);
        BundlingException e = assertThrows(BundlingException.class, () -> BundleBuilder.build(request, changing));
        assertEquals(kernel + ": changed while the bundle was made: build again", e.getMessage());
    }

    @Test
    void builds_that_share_a_cache_do_not_disturb_each_other() throws Exception {
        List<String> sources = List.of(TestData.file("btf").getPath());
        File exec = TestData.file("objects/el/exec.bpf.o");
        byte[] expected = BundleBuilder.build(new BundleRequest("x", List.of(exec), sources), Progress.silent())
                .bytes();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<BuiltBundle>> builds = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                PreviousBuild previous = new PreviousBuild(dir.resolve("record" + i), dir.resolve("none"));
                Callable<BuiltBundle> build = () -> BundleBuilder.build(
                        new BundleRequest("x", List.of(exec), sources).cache(new BuildCache(cache, 1 << 30)),
                        Progress.silent(),
                        previous);
                builds.add(pool.submit(build));
            }
            for (Future<BuiltBundle> build : builds) {
                assertArrayEquals(expected, build.get().bytes());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void replaceKernel() {
        try {
            Files.write(kernel, OLD_KERNEL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BundleRequest request() {
        return new BundleRequest(
                        "x",
                        List.of(object.toFile()),
                        List.of(dir.resolve("tree").toString()))
                .base(dir)
                .failOnBadSource(false);
    }

    private BuiltBundle withoutCache() throws Exception {
        return BundleBuilder.build(request(), Progress.silent());
    }

    private BuiltBundle build() throws Exception {
        return build(request());
    }

    private BuiltBundle build(BundleRequest request) throws Exception {
        PreviousBuild previous = new PreviousBuild(dir.resolve("record"), output);
        BuiltBundle built =
                BundleBuilder.build(request.cache(new BuildCache(cache, 1 << 30)), Progress.silent(), previous);
        Files.write(output, built.bytes());
        return built;
    }

    private void removeKernels() throws IOException {
        for (Path file : files()) {
            if (file.startsWith(cache.resolve("kernels"))) {
                Files.delete(file);
            }
        }
        try (Stream<Path> folders = Files.walk(cache.resolve("kernels"))) {
            for (Path folder : folders.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(folder);
            }
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(cache)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        files.add(dir.resolve("record"));
        return files;
    }
}
