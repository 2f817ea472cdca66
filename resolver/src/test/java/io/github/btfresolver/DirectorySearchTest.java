// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What a loader is given of a directory; which entry is chosen is a row of {@code scenarios.txt}. */
class DirectorySearchTest {
    private static final byte[] BTF = Samples.btf("int");

    @TempDir
    Path directory;

    private FakeRoot machine;
    private Path folder;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = FakeRoot.ofKernel(directory.resolve("host"), "4.19.0");
        folder = Files.createDirectories(directory.resolve("d/debian/10/x86_64"));
        Files.createDirectories(directory.resolve("tmp"));
    }

    private BtfResolver.Builder resolver() {
        return new BtfResolver.Builder(new FakeSettings())
                .hostRoot(machine.toString())
                .classLoader(ClassLoader.getSystemClassLoader().getParent())
                .directories(directory.resolve("d").toString())
                .handOver(HandOverMode.FILE)
                .tempDir(directory.resolve("tmp").toString());
    }

    @Test
    void a_plain_file_is_given_as_it_lies_there() throws IOException {
        Path file = Files.write(folder.resolve("4.19.0.btf"), BTF);

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(Optional.of(file.toString()), btf.customPath());
            assertEquals(file.toString(), btf.resolution().chosen().get().path());
        }
    }

    @Test
    void a_compressed_file_is_given_unpacked() throws IOException {
        Path file = folder.resolve("4.19.0.btf.xz");
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options())) {
            out.write(BTF);
        }

        try (KernelBtf btf = resolver().resolve()) {
            Path given = Paths.get(btf.customPath().get());
            assertTrue(given.startsWith(directory.resolve("tmp")), given.toString());
            assertArrayEquals(BTF, Files.readAllBytes(given));
            assertEquals(file.toString(), btf.resolution().chosen().get().path());
        }
    }

    @Test
    void one_that_is_not_there_is_said_to_be_absent() {
        Path missing = directory.resolve("missing");

        BtfNotFoundException e = assertThrows(
                BtfNotFoundException.class,
                () -> resolver().directories(missing.toString()).resolve());

        List<String> steps = new ArrayList<>();
        for (ResolutionStep step : e.resolution().steps()) {
            if (step.source() == Source.DIRECTORY) {
                steps.add(step.outcome() + " " + step.path() + ", " + step.reason());
            }
        }
        assertEquals("[ABSENT " + missing + ", no such directory]", steps.toString());
    }
}
