// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.OlderBtf;
import io.github.btfresolver.bundle.BundleLabel;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.loader.LibbpfKinds;
import io.github.btfresolver.loader.LibbpfVersion;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.IsolatedRuns;
import io.github.btfresolver.testing.RecordingLoader;
import io.github.btfresolver.testing.TestBundles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting on a machine whose kernel has kinds that libbpf 0.8 does not know. */
class LibbpfRewriteTest {
    private static final byte[] NEW =
            BtfText.bytes("int int 4; enum64 e 8 A=1 B=0x100000000; type_tag /t int", ByteOrder.LITTLE_ENDIAN);

    @TempDir
    Path directory;

    private FakeRoot machine;
    private FakeSettings settings;
    private Path tmp;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = FakeRoot.ofKernel(directory.resolve("host"), "4.19.0").put(KernelBtfProbe.PATH, NEW);
        settings = new FakeSettings();
        tmp = Files.createDirectories(directory.resolve("tmp"));
    }

    private BtfResolver.Builder resolver(String libbpf) {
        settings.property("btfresolver.rewriteForLibbpf", libbpf);
        return new BtfResolver.Builder(settings)
                .hostRoot(machine.toString())
                .classLoader(ClassLoader.getSystemClassLoader().getParent())
                .handOver(HandOverMode.FILE)
                .tempDir(tmp.toString());
    }

    private static byte[] bytes(KernelBtf btf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        btf.writeTo(out);
        return out.toByteArray();
    }

    private int filesLeft() {
        String[] files = tmp.toFile().list();
        return files == null ? -1 : files.length;
    }

    @ParameterizedTest
    @CsvSource({"0.8, ENUM64", "0.5, 'TYPE_TAG, ENUM64'"})
    void the_kernels_own_btf_is_handed_over_in_kinds_that_libbpf_knows(String libbpf, String kinds) throws IOException {
        try (KernelBtf btf = resolver(libbpf).resolve()) {
            byte[] given = Files.readAllBytes(Paths.get(btf.customPath().orElseThrow(AssertionError::new)));
            assertArrayEquals(bytes(btf), given);
            EnumSet<BtfKind> unwanted =
                    libbpf.equals("0.8") ? EnumSet.of(BtfKind.ENUM64) : EnumSet.of(BtfKind.ENUM64, BtfKind.TYPE_TAG);
            assertArrayEquals(OlderBtf.without(Btf.parse(NEW, "new"), unwanted), given);
            assertTrue(LibbpfKinds.unknownTo(LibbpfVersion.parse(libbpf), btf.spec())
                    .isEmpty());
            String path = machine.path(KernelBtfProbe.PATH).toString();
            assertEquals(
                    "[" + path + " is rewritten without the kinds [" + kinds + "], for libbpf " + libbpf
                            + " (as given)]",
                    btf.resolution().warnings().toString());
            assertEquals(
                    Resolution.Source.KERNEL,
                    btf.resolution().chosen().orElseThrow(AssertionError::new).source());
        }
        assertEquals(0, filesLeft());
    }

    @Test
    void so_is_one_from_a_bundle_which_stays_known() throws IOException {
        Files.delete(machine.path(KernelBtfProbe.PATH));
        Path bundle = Files.write(directory.resolve("a.btfb"), TestBundles.bundle("a", "debian/10/x86_64/4.19.0", NEW));
        try (KernelBtf btf = resolver("0.8").bundleFiles(bundle.toString()).resolve()) {
            assertTrue(LibbpfKinds.unknownTo(LibbpfVersion.parse("0.8"), btf.spec())
                    .isEmpty());
            assertEquals("bundle a was made for no objects", String.valueOf(BundleLabel.of(btf.label(), "bundle")));
            assertEquals(1, filesLeft()); // what was handed over first is gone
        }
        assertEquals(0, filesLeft());
    }

    @Test
    void so_is_one_from_a_directory_whose_file_stays() throws IOException {
        Files.delete(machine.path(KernelBtfProbe.PATH));
        Path file = Files.createDirectories(directory.resolve("tree/debian/10/x86_64"))
                .resolve("4.19.0.btf");
        Files.write(file, NEW);
        try (KernelBtf btf = resolver("0.8")
                .directories(directory.resolve("tree").toString())
                .resolve()) {
            assertTrue(LibbpfKinds.unknownTo(LibbpfVersion.parse("0.8"), btf.spec())
                    .isEmpty());
            assertEquals(1, filesLeft());
        }
        assertEquals(0, filesLeft());
        assertArrayEquals(NEW, Files.readAllBytes(file));
    }

    @Test
    void a_libbpf_that_knows_all_gets_the_kernels_own() throws IOException {
        try (KernelBtf btf = resolver("1.0").resolve()) {
            assertArrayEquals(NEW, bytes(btf));
            assertEquals(
                    machine.path(KernelBtfProbe.PATH).toString(),
                    btf.customPath().orElse(""));
            assertTrue(btf.resolution().warnings().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.4", "new"})
    void what_cannot_be_done_is_an_error(String libbpf) {
        String message = assertThrows(
                        BtfNotFoundException.class, () -> resolver(libbpf).resolve())
                .getMessage();
        assertTrue(
                message.startsWith("rewriteForLibbpf, set by the system property btfresolver.rewriteForLibbpf: "
                        + (libbpf.equals("new")
                                ? "expected auto, or a version of libbpf such as 0.8 or 1.4.2, found new"
                                : "libbpf 0.4 (as given) does not know the kinds [TYPE_TAG, ENUM64] in ")),
                message);
    }

    @Test
    void a_btf_that_is_malformed_is_an_error() throws IOException {
        byte[] malformed = NEW.clone();
        malformed[24 + 7] = 0x7F; // the first type's kind
        machine.put(KernelBtfProbe.PATH, malformed);
        String message = assertThrows(
                        BtfNotFoundException.class, () -> resolver("0.8").resolve())
                .getMessage();
        assertTrue(message.contains(machine.path(KernelBtfProbe.PATH) + ": "), message);
    }

    @Test
    void nothing_found_stays_nothing_found() throws IOException {
        Files.delete(machine.path(KernelBtfProbe.PATH));
        assertFalse(resolver("0.8").tryResolve().isPresent());
    }

    @Test
    void a_version_that_nobody_knows_is_a_warning() throws Exception {
        String report;
        try (RecordingLoader loader = new RecordingLoader()) {
            report = loader.call(IsolatedRuns.class, "rewriteForThisLibbpf", machine.toString());
        }
        assertTrue(
                report.contains("warning: rewriteForLibbpf, set by the program: libbpf's version is not known: JNA"
                        + " (net.java.dev.jna:jna) is not on the class path; the BTF is as it was found"),
                report);
    }
}
