// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.SourceSettings;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleBuilderTest {
    private static final File EXEC = TestData.file("objects/el/exec.bpf.o");
    private static final byte[] KERNEL = TestData.bytes("btf-small/kernel.el.btf");

    private static final SourceSettings OFFLINE = new SourceSettings(Path.of("nowhere"), true);

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 0})
    void the_bundle_is_the_same_whatever_the_number_of_threads(int threads) throws Exception {
        List<File> objects = List.of(EXEC, TestData.file("objects/el/types.bpf.o"));
        List<String> sources = List.of(TestData.file("btf").getPath());
        BuiltBundle one = BundleBuilder.build(
                new BundleRequest(
                        "x", objects, sources, dir, OFFLINE, KernelFilter.all(), true, 1, BundleRequest.MAX_SIZE),
                Progress.silent());
        BuiltBundle many = BundleBuilder.build(
                new BundleRequest(
                        "x", objects, sources, dir, OFFLINE, KernelFilter.all(), true, threads, BundleRequest.MAX_SIZE),
                Progress.silent());
        assertArrayEquals(one.bytes(), many.bytes());
        assertEquals(one.warnings(), many.warnings());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void inputs_that_cannot_be_used_are_listed_in_the_order_of_the_sources(int threads) throws Exception {
        for (int i = 10; i < 40; i++) {
            kernel("one/debian/12/x86_64/6.1-" + i + ".btf", i % 3 == 0 ? new byte[] {1, 2, 3, 4} : KERNEL);
        }
        BundlingException e = assertThrows(BundlingException.class, () -> build(threads, List.of(dir + "/one")));
        List<String> lines = e.getMessage().lines().toList();
        assertEquals(10, lines.size());
        assertEquals(lines.stream().sorted().toList(), lines);
    }

    @Test
    void one_kernel_from_two_sources_with_equal_layouts_is_one_kernel() throws Exception {
        kernel("one/debian/12/x86_64/6.1-1.btf", KERNEL);
        kernel("two/debian/12/amd64/6.1-1.btf", KERNEL);
        kernel("two/debian/12/amd64/6.1-2.btf", KERNEL);

        BuiltBundle bundle = build(2, List.of(dir + "/one", dir + "/two"));

        assertEquals(2, bundle.kernels());
        assertEquals(1, bundle.layouts());
    }

    @Test
    void one_kernel_with_different_layouts_is_a_conflict_that_names_both_origins() throws Exception {
        byte[] other = TestData.unpack(TestData.kernelArchives().get(0));
        for (String release : List.of("6.1-1", "6.1-2")) {
            kernel("one/debian/12/x86_64/" + release + ".btf", KERNEL);
            kernel("two/debian/12/x86_64/" + release + ".btf", other);
        }

        BundlingException e =
                assertThrows(BundlingException.class, () -> build(2, List.of(dir + "/one", dir + "/two")));

        List<String> lines = e.getMessage().lines().toList();
        assertEquals(2, lines.size(), e.getMessage());
        assertEquals(
                dir + "/two/debian/12/x86_64/6.1-1.btf: debian/12/x86_64/6.1-1: two different layouts for one kernel;"
                        + " the other is from " + dir + "/one/debian/12/x86_64/6.1-1.btf",
                lines.get(0));
        assertTrue(lines.get(1).contains("6.1-2"));
    }

    @Test
    void a_bundle_over_its_budget_is_refused_and_says_what_is_in_it() throws Exception {
        kernel("one/debian/12/x86_64/6.1-1.btf", KERNEL);
        BundleRequest request = new BundleRequest(
                "x", List.of(EXEC), List.of(dir + "/one"), dir, OFFLINE, KernelFilter.all(), true, 1, 100);
        BundlingException e =
                assertThrows(BundlingException.class, () -> BundleBuilder.build(request, Progress.silent()));
        List<String> lines = e.getMessage().lines().toList();
        assertTrue(lines.get(0).contains(" bytes, over maxBundleSize, 100: "), lines.get(0));
        assertTrue(lines.get(1).startsWith("  debian/12: "), lines.get(1));
        assertEquals(2, lines.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -100})
    void fewer_threads_than_one_are_refused(int threads) {
        BundlingException e = assertThrows(BundlingException.class, () -> build(threads, List.of("x")));
        assertEquals("threads: expected at least 1, found " + threads, e.getMessage());
    }

    private BuiltBundle build(int threads, List<String> sources) throws Exception {
        return BundleBuilder.build(
                new BundleRequest(
                        "x",
                        List.of(EXEC),
                        sources,
                        dir,
                        OFFLINE,
                        KernelFilter.all(),
                        true,
                        threads,
                        BundleRequest.MAX_SIZE),
                Progress.silent());
    }

    private void kernel(String path, byte[] bytes) throws Exception {
        Path file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
