// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.bundle.BundleParts;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import io.github.btfresolver.testing.TestBundles;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSearchTest {
    private static final String THIS = "ubuntu/20.04/x86_64/5.4.0-42-generic";
    private static final String OTHER = "ubuntu/20.04/x86_64/5.4.0-99-generic";
    private static final byte[] BTF = Samples.btf("int");

    @TempDir
    Path directory;

    private FakeRoot machine;
    private FakeSettings settings;
    private URLClassLoader loader;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = FakeRoot.ofKernel(directory.resolve("host"), "5.4.0-42-generic")
                .put("/etc/os-release", "ID=ubuntu\nVERSION_ID=\"20.04\"\n");
        settings = new FakeSettings();
        Files.createDirectories(directory.resolve("classes"));
        Files.createDirectories(directory.resolve("tmp"));
        URL classes = directory.resolve("classes").toUri().toURL();
        loader = new URLClassLoader(
                new URL[] {classes}, ClassLoader.getSystemClassLoader().getParent());
    }

    @AfterEach
    void closeLoader() throws IOException {
        loader.close();
    }

    private void install(String name, byte[] bundle) throws IOException {
        TestBundles.install(directory.resolve("classes"), name, bundle);
    }

    private BtfResolver.Builder resolver() {
        return new BtfResolver.Builder(settings)
                .hostRoot(machine.toString())
                .classLoader(loader)
                .tempDir(directory.resolve("tmp").toString());
    }

    private static String line(Resolution resolution, int step) {
        ResolutionStep s = resolution.steps().get(step);
        return s.outcome() + " " + s.source() + " " + s.path();
    }

    private static String reason(Resolution resolution, String bundle) {
        for (ResolutionStep step : resolution.steps()) {
            if (step.source() == Source.BUNDLE && step.path().equals(bundle)) {
                return step.reason();
            }
        }
        throw new AssertionError(resolution.toString());
    }

    private static byte[] bytes(KernelBtf btf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        btf.writeTo(out);
        return out.toByteArray();
    }

    private static List<String> bundleSteps(Resolution resolution) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < resolution.steps().size(); i++) {
            Source source = resolution.steps().get(i).source();
            if (source == Source.BUNDLE || source == Source.BUNDLE_FILE) {
                lines.add(line(resolution, i));
            }
        }
        return lines;
    }

    @Test
    void a_bundle_on_the_class_path_is_found_and_handed_over() throws IOException {
        install("agent", TestBundles.bundle("agent", THIS, BTF));

        Path path;
        try (KernelBtf btf = resolver().handOver(HandOverMode.FILE).resolve()) {
            path = Paths.get(btf.customPath().get());
            assertArrayEquals(BTF, Files.readAllBytes(path));
            assertEquals("int", btf.spec().name(1));
            assertEquals("CHOSEN HAND_OVER " + path, line(btf.resolution(), 9));
            assertTrue(btf.resolution().chosen().get().reason().startsWith(THIS));
            assertTrue(
                    btf.resolution().summary().contains(", as " + path),
                    btf.resolution().summary());
        }
        assertFalse(Files.exists(path));
        assertEquals(0, directory.resolve("tmp").toFile().list().length);
    }

    @Test
    void the_kernels_own_comes_before_bundles_unless_it_is_skipped() throws IOException {
        machine.put(KernelBtfProbe.PATH, BTF);
        install("agent", TestBundles.bundle("agent", THIS, BTF));

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(Source.KERNEL, btf.resolution().chosen().get().source());
        }
        try (KernelBtf btf = resolver().skipKernel(true).resolve()) {
            assertEquals(Source.BUNDLE, btf.resolution().chosen().get().source());
        }
    }

    @Test
    void of_one_kernel_in_several_bundles_the_first_is_taken() throws IOException {
        install("a", TestBundles.bundle("a", OTHER, BTF));
        install("b", TestBundles.bundle("b", THIS, BTF));
        install("c", TestBundles.bundle("c", THIS, BTF));

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(
                    "[PASSED_OVER BUNDLE a, CHOSEN BUNDLE b, PASSED_OVER BUNDLE c]",
                    bundleSteps(btf.resolution()).toString());
            assertEquals("no entry with release 5.4.0-42-generic", reason(btf.resolution(), "a"));
            String chosen = "release 5.4.0-42-generic on x86_64: one kernel, in several places";
            assertEquals(THIS + ", " + chosen, reason(btf.resolution(), "b"));
            assertEquals(
                    THIS + "; of all bundles and directories together: " + THIS + ": " + chosen,
                    reason(btf.resolution(), "c"));
        }
    }

    /** Which of two kernels this is depends on os-release alone, and not on which bundle comes first. */
    @Test
    void an_entry_of_another_bundle_is_evidence_too() throws IOException {
        String other = THIS.replace("20.04", "18.04");
        install("a", TestBundles.bundle("a", other, Samples.btf("long")));
        install("b", TestBundles.bundle("b", THIS, BTF));

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(
                    "[PASSED_OVER BUNDLE a, CHOSEN BUNDLE b]",
                    bundleSteps(btf.resolution()).toString());
            assertTrue(reason(btf.resolution(), "b").endsWith(": chosen by os-release, ID and VERSION_ID"));
            assertArrayEquals(BTF, bytes(btf));
        }
        machine.put("/etc/os-release", "ID=alpine\nVERSION_ID=3.17\n");
        BtfNotFoundException e =
                assertThrows(BtfNotFoundException.class, () -> resolver().resolve());
        String together = "; of all bundles and directories together: no match: release 5.4.0-42-generic on x86_64:"
                + " 2 entries differ, and os-release names none of them (alpine 3.17); candidates: " + other + ", "
                + THIS;
        assertEquals(other + together, reason(e.resolution(), "a"));
        assertEquals(THIS + together, reason(e.resolution(), "b"));
    }

    @Test
    void a_damaged_layout_is_taken_from_another_bundle_that_has_the_kernel() throws IOException {
        byte[] damaged = TestBundles.bundle("a", THIS, BTF);
        damaged[damaged.length - 1] ^= 1;
        install("a", damaged);
        install("b", TestBundles.bundle("b", THIS, BTF));

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(
                    "[FAILED BUNDLE a, CHOSEN BUNDLE b]",
                    bundleSteps(btf.resolution()).toString());
            assertArrayEquals(BTF, bytes(btf));
        }
    }

    @Test
    void named_bundles_are_the_only_ones_and_in_that_order() throws IOException {
        install("a", TestBundles.bundle("a", THIS, BTF));
        install("b", TestBundles.bundle("b", THIS, BTF));
        settings.variable("BTFRESOLVER_BUNDLES", "missing,b");

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(
                    "[ABSENT BUNDLE missing, CHOSEN BUNDLE b]",
                    bundleSteps(btf.resolution()).toString());
            assertEquals(
                    "no resource META-INF/btf-bundle/missing.btfb in " + loader, reason(btf.resolution(), "missing"));
        }
    }

    @Test
    void a_malformed_bundle_is_a_failed_step_and_not_the_end() throws IOException {
        install("bad", TestBundles.malformed());
        install("good", TestBundles.bundle("good", THIS, BTF));

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(
                    "[FAILED BUNDLE bad, CHOSEN BUNDLE good]",
                    bundleSteps(btf.resolution()).toString());
            assertTrue(reason(btf.resolution(), "bad").startsWith("bad: not a BTF bundle: "));
        }
    }

    /** Its checksums are right, so that it shows when it is asked. */
    @Test
    void a_bundle_that_was_written_wrong_is_a_failed_step_and_not_the_end() throws IOException {
        byte[] bundle = TestBundles.bundle("wrong", THIS, BTF);
        byte[] index = BundleParts.index(bundle);
        index[index.length - 3] = 1; // the platform of its last kernel, of which there is only number 0
        install("wrong", BundleParts.bundle(index, BundleParts.blocks(bundle)));
        assertThrows(BtfNotFoundException.class, () -> resolver().resolve());
        install("good", TestBundles.bundle("good", THIS, BTF));

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(
                    "[FAILED BUNDLE wrong, CHOSEN BUNDLE good]",
                    bundleSteps(btf.resolution()).toString());
            String reason = reason(btf.resolution(), "wrong");
            assertTrue(reason.endsWith("platform of a kernel: expected at most 0, found 1"), reason);
        }
    }

    @Test
    void lists_of_bundles_that_cannot_be_read_are_a_failed_step_and_not_the_end() throws IOException {
        Path file = Files.write(directory.resolve("update.btfb"), TestBundles.bundle("update", THIS, BTF));
        settings.property("btfresolver.bundleFiles", file.toString());
        ClassLoader broken = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("closed");
            }
        };

        try (KernelBtf btf = resolver().classLoader(broken).resolve()) {
            assertEquals(
                    "[FAILED BUNDLE META-INF/btf-bundle/, CHOSEN BUNDLE_FILE " + file + "]",
                    bundleSteps(btf.resolution()).toString());
            assertEquals("java.io.IOException: closed", reason(btf.resolution(), "META-INF/btf-bundle/"));
        }
    }

    @Test
    void a_step_has_a_time_and_so_has_each_of_several_places() throws IOException {
        install("a", TestBundles.bundle("a", OTHER, BTF));
        install("b", TestBundles.bundle("b", THIS, BTF));

        try (KernelBtf btf = resolver().resolve()) {
            for (ResolutionStep step : btf.resolution().steps()) {
                assertTrue(step.source() != Source.BUNDLE || step.nanos() > 0, step + ": " + step.nanos());
            }
        }
    }

    @Test
    void bundle_files_are_searched_after_the_class_path() throws IOException {
        install("a", TestBundles.bundle("a", OTHER, BTF));
        Path file = Files.write(directory.resolve("update.btfb"), TestBundles.bundle("update", THIS, BTF));
        settings.property("btfresolver.bundleFiles", "/no/such.btfb" + File.pathSeparator + file);

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(
                    "[PASSED_OVER BUNDLE a, ABSENT BUNDLE_FILE /no/such.btfb, CHOSEN BUNDLE_FILE " + file + "]",
                    bundleSteps(btf.resolution()).toString());
            assertTrue(
                    btf.resolution().toString().contains("no such file"),
                    btf.resolution().toString());
        }
    }

    @Test
    void release_and_machine_may_be_set() throws IOException {
        install("a", TestBundles.bundle("a", "debian/10/arm64/4.19.0-6-arm64", BTF));

        try (KernelBtf btf =
                resolver().release("4.19.0-6-arm64").machine("aarch64").resolve()) {
            assertEquals("[CHOSEN BUNDLE a]", bundleSteps(btf.resolution()).toString());
        }
    }

    @Test
    void in_memory_only_needs_no_path_and_gives_none() throws IOException {
        install("agent", TestBundles.bundle("agent", THIS, BTF));
        settings.property("btfresolver.handOver", "none");

        try (KernelBtf btf = resolver().tempDir("/proc/self").resolve()) {
            assertEquals("int", btf.spec().name(1));
            assertThrows(IllegalStateException.class, btf::customPath);
        }
    }

    @Test
    void a_btf_that_cannot_be_handed_over_is_an_error_that_says_why() throws IOException {
        install("agent", TestBundles.bundle("agent", THIS, BTF));
        String missing = directory.resolve("missing").toString();

        BtfNotFoundException e = assertThrows(
                BtfNotFoundException.class,
                () -> resolver().handOver(HandOverMode.FILE).tempDir(missing).resolve());

        assertTrue(
                e.getMessage()
                        .startsWith("a BTF was found, but it cannot be given a path: no file can be handed over below "
                                + missing),
                e.getMessage());
        assertFalse(e.resolution().chosen().isPresent());
    }

    @Test
    void a_mistaken_hand_over_is_an_error_with_its_name() throws IOException {
        install("agent", TestBundles.bundle("agent", THIS, BTF));
        settings.variable("BTFRESOLVER_HAND_OVER", "pipe");

        BtfNotFoundException e =
                assertThrows(BtfNotFoundException.class, () -> resolver().resolve());

        assertTrue(
                e.getMessage()
                        .startsWith("handOver, set by the environment variable BTFRESOLVER_HAND_OVER: expected"
                                + " auto, memfd, file or none, found pipe"),
                e.getMessage());
    }

    @Test
    void a_listener_that_throws_leaves_no_file_behind() throws IOException {
        install("agent", TestBundles.bundle("agent", THIS, BTF));

        assertThrows(
                IllegalStateException.class,
                () -> resolver()
                        .handOver(HandOverMode.FILE)
                        .listener(resolution -> {
                            throw new IllegalStateException("listener");
                        })
                        .resolve());
        assertEquals(0, directory.resolve("tmp").toFile().list().length);
    }

    @Test
    void no_match_says_so_for_each_bundle() throws IOException {
        install("a", TestBundles.bundle("a", OTHER, BTF));

        BtfNotFoundException e =
                assertThrows(BtfNotFoundException.class, () -> resolver().resolve());

        assertEquals("[PASSED_OVER BUNDLE a]", bundleSteps(e.resolution()).toString());
        assertEquals(Outcome.PASSED_OVER, e.resolution().steps().get(8).outcome());
        assertEquals("no entry with release 5.4.0-42-generic", reason(e.resolution(), "a"));
        assertFalse(e.getMessage().contains("no bundle was found"), e.getMessage());
    }

    @Test
    void of_many_candidates_ten_are_named() throws IOException {
        List<String> kernels = new ArrayList<>();
        for (int version = 10; version < 20; version++) {
            kernels.add("debian/" + version + "/arm64/5.4.0-42-generic=int");
        }
        install("ten", TestBundles.bundle("ten", kernels));
        kernels.add("debian/20/arm64/5.4.0-42-generic=int");
        install("eleven", TestBundles.bundle("eleven", kernels));

        BtfNotFoundException e =
                assertThrows(BtfNotFoundException.class, () -> resolver().resolve());

        String tenth = ", debian/19/arm64/5.4.0-42-generic";
        assertTrue(reason(e.resolution(), "ten").endsWith(tenth), reason(e.resolution(), "ten"));
        assertTrue(reason(e.resolution(), "eleven").endsWith(tenth + " and 1 more"));
    }
}
