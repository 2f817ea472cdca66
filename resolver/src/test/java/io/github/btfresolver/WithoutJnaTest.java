// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.IsolatedRuns;
import io.github.btfresolver.testing.RecordingLoader;
import io.github.btfresolver.testing.Samples;
import io.github.btfresolver.testing.TestBundles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutJnaTest {
    @TempDir
    Path directory;

    @Test
    void a_bundle_is_handed_over_as_a_file_and_the_report_says_why() throws Exception {
        FakeRoot machine = FakeRoot.ofKernel(directory.resolve("host"), "6.1.0");
        Path bundle = Files.write(
                directory.resolve("a.btfb"), TestBundles.bundle("a", "debian/10/x86_64/6.1.0", Samples.btf("int")));
        Path tmp = Files.createDirectories(directory.resolve("tmp"));

        String report;
        try (RecordingLoader loader = new RecordingLoader()) {
            report = loader.call(
                    IsolatedRuns.class, "fromBundle", machine.toString(), bundle.toString(), tmp.toString());
        }

        assertTrue(
                report.contains(
                        "private temporary file (no memfd: JNA (net.java.dev.jna:jna) is not on the class path)"),
                report);
        assertEquals(0, tmp.toFile().list().length);
    }

    @Test
    void a_jna_that_cannot_unpack_its_native_part_is_a_reason_too() throws Exception {
        FakeRoot machine = FakeRoot.ofKernel(directory.resolve("host"), "6.1.0");
        Path bundle = Files.write(
                directory.resolve("a.btfb"), TestBundles.bundle("a", "debian/10/x86_64/6.1.0", Samples.btf("int")));

        String report;
        String old = System.setProperty("jna.nounpack", "true");
        try (RecordingLoader loader = new RecordingLoader(true)) {
            report = loader.call(
                    IsolatedRuns.class, "fromBundle", machine.toString(), bundle.toString(), directory.toString());
        } finally {
            if (old == null) {
                System.clearProperty("jna.nounpack");
            } else {
                System.setProperty("jna.nounpack", old);
            }
        }

        assertTrue(report.contains("no memfd: JNA cannot be used here: java.lang.UnsatisfiedLinkError"), report);
    }

    @Test
    void without_proc_and_jna_the_jvm_tells_the_release() throws Exception {
        String release = System.getProperty("os.version");
        String kernel = "debian/10/" + System.getProperty("os.arch") + "/" + release;
        Path bundle = Files.write(directory.resolve("a.btfb"), TestBundles.bundle("a", kernel, Samples.btf("int")));
        Path tmp = Files.createDirectories(directory.resolve("tmp"));

        String report;
        try (RecordingLoader loader = new RecordingLoader()) {
            report = loader.call(
                    IsolatedRuns.class,
                    "fromBundle",
                    Files.createDirectories(directory.resolve("empty")).toString(),
                    bundle.toString(),
                    tmp.toString());
        }

        assertTrue(report.contains("chosen      bundle file "), report);
    }
}
