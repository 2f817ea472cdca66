// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.plugin.source.ArtifactResolver;
import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.SourceSettings;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleBuilderTest {
    private static final File EXEC = TestData.file("objects/el/exec.bpf.o");
    private static final byte[] KERNEL = TestData.bytes("btf-small/kernel.el.btf");

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 0})
    void the_bundle_is_the_same_whatever_the_number_of_threads(int threads) throws Exception {
        List<File> objects = List.of(EXEC, TestData.file("objects/el/types.bpf.o"));
        List<String> sources = List.of(TestData.file("btf").getPath());
        BuiltBundle one = BundleBuilder.build(
                new BundleRequest("x", objects, sources).base(dir).threads(1), Progress.silent());
        BuiltBundle many = BundleBuilder.build(
                new BundleRequest("x", objects, sources).base(dir).threads(threads), Progress.silent());
        assertArrayEquals(one.bytes(), many.bytes());
        assertEquals(one.warnings(), many.warnings());
    }

    @Test
    void the_bundle_is_the_same_from_a_directory_an_archive_and_an_artifact() throws Exception {
        Path tree = TestData.file("btf").toPath();
        Path zip = zipped(tree);

        BuiltBundle bundle = build(2, List.of(tree.toString()));

        assertEquals(5, bundle.kernels());
        assertEquals(contents(bundle), contents(build(2, List.of(zip.toString()))));
        assertEquals(contents(bundle), contents(build(2, List.of("g:a:1"), artifact -> zip)));
    }

    /** All but where it is from. */
    private static List<String> contents(BuiltBundle built) throws Exception {
        Bundle bundle = Bundle.read(new ByteArrayInputStream(built.bytes()), "built");
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < bundle.kernelCount(); i++) {
            contents.add(bundle.kernel(i) + " " + bundle.layoutSha256(bundle.layoutOf(i)));
        }
        bundle.objects().forEach(object -> contents.add(object.name() + " " + object.sha256()));
        return contents;
    }

    private Path zipped(Path tree) throws Exception {
        Path zip = dir.resolve("kernels.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            List<File> files = TestData.archives(tree.toFile());
            Collections.reverse(files);
            for (File file : files) {
                out.putNextEntry(new ZipEntry(tree.relativize(file.toPath()).toString()));
                Files.copy(file.toPath(), out);
            }
        }
        return zip;
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
    void the_bundle_says_how_many_kernels_are_from_each_source() throws Exception {
        kernel("one/debian/12/x86_64/6.1-1.btf", new byte[] {1, 2, 3, 4});
        kernel("one/debian/12/x86_64/6.1-2.btf", KERNEL);
        kernel("two/debian/12/x86_64/6.1-2.btf", KERNEL);
        kernel("two/debian/12/x86_64/6.1-3.btf", KERNEL);
        kernel("two/debian/12/x86_64/6.1-4.btf", new byte[0]);
        kernel("empty/debian/12/x86_64/6.1-5.btf", new byte[0]);
        List<String> sources = List.of(dir + "/two", "empty", "./one");
        BundleRequest request = new BundleRequest("x", List.of(EXEC), sources)
                .base(dir)
                .failOnBadSource(false)
                .threads(2);

        BuiltBundle built = BundleBuilder.build(request, Progress.silent());

        Bundle bundle = Bundle.read(new ByteArrayInputStream(built.bytes()), "x");
        assertEquals(
                "[./one: 1 kernel, empty: 0 kernels, two: 2 kernels]",
                bundle.sources().toString());
        assertEquals(2, bundle.kernelCount());
    }

    @Test
    void the_bundle_is_the_same_wherever_it_is_built() throws Exception {
        byte[][] bundles = new byte[2][];
        for (int i = 0; i < 2; i++) {
            Path place = dir.resolve("place" + i);
            kernel("place" + i + "/tree/debian/12/x86_64/6.1-1.btf", KERNEL);
            List<String> sources =
                    List.of(place + "/tree", "x/1/arm64/5=" + place + "/tree/debian/12/x86_64/6.1-1.btf");
            BundleRequest request =
                    new BundleRequest("x", List.of(EXEC), sources).base(place).threads(1);
            bundles[i] = BundleBuilder.build(request, Progress.silent()).bytes();
        }
        assertArrayEquals(bundles[0], bundles[1]);
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
    void a_pattern_that_matches_nothing_is_a_warning() throws Exception {
        kernel("one/debian/12/x86_64/6.1-1.btf", KERNEL);
        BundleRequest request = new BundleRequest("x", List.of(EXEC), List.of(dir + "/one"))
                .base(dir)
                .threads(1)
                .filter(KernelFilter.of(List.of("debian", " androd"), null, null, null));
        assertEquals(
                List.of("distributions: no kernel of the sources matches \"androd\""),
                BundleBuilder.build(request, Progress.silent()).warnings());
    }

    @Test
    void a_bundle_over_its_budget_is_refused_and_says_what_is_in_it() throws Exception {
        kernel("one/debian/12/x86_64/6.1-1.btf", KERNEL);
        BundleRequest request = new BundleRequest("x", List.of(EXEC), List.of(dir + "/one"))
                .base(dir)
                .threads(1)
                .maxSize(100, "maxBundleSize");
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
        return build(threads, sources, ArtifactResolver.none());
    }

    private BuiltBundle build(int threads, List<String> sources, ArtifactResolver artifacts) throws Exception {
        return BundleBuilder.build(
                new BundleRequest("x", List.of(EXEC), sources)
                        .base(dir)
                        .sourceSettings(new SourceSettings(artifacts, dir.resolve("cache"), true))
                        .threads(threads),
                Progress.silent());
    }

    private void kernel(String path, byte[] bytes) throws Exception {
        Path file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
