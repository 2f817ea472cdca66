// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.CCompiler;
import io.github.btfresolver.testing.Jdk22;
import io.github.btfresolver.testing.Samples;
import io.github.btfresolver.testing.TestBundles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loaders that are none of ours take the handed-over BTF of this machine, and load a real BPF object into this kernel. */
class LoadersTest {
    private static final String EXEC = TestData.file("objects/el/exec.bpf.o").getAbsolutePath();

    @TempDir
    Path directory;

    private Path tmp;

    @BeforeEach
    void needBpf() throws IOException {
        Judges.assume(new File(KernelBtfProbe.PATH).canRead(), "this kernel has no BTF of its own to hand over");
        tmp = Files.createDirectory(directory.resolve("tmp"));
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwx------"));
    }

    /** A bundle that has this machine's kernel, with a BTF. */
    private Path bundle(byte[] btf) throws IOException {
        String kernel = "any/1/" + System.getProperty("os.arch") + "/" + System.getProperty("os.version");
        return Files.write(directory.resolve("this.btfb"), TestBundles.bundle("this", kernel, btf));
    }

    /** What the object needs of this kernel's BTF. */
    private byte[] right() throws IOException {
        String bpftool = Judges.require("bpftool", "bpftool");
        File minimized = directory.resolve("exec.btf").toFile();
        Judges.Run run = Judges.minCoreBtf(
                bpftool, new File(KernelBtfProbe.PATH), minimized, Collections.singletonList(new File(EXEC)));
        assertEquals(0, run.status, run.output);
        return TestData.bytes(minimized);
    }

    /** Skips the test unless this process may load the object when it has the kernel's own BTF. */
    private String cLoader() {
        String loader = CCompiler.compile("load", directory);
        Judges.Run run = Judges.run(loader, EXEC, KernelBtfProbe.PATH);
        Judges.assume(run.output.contains("load: 0\n"), "no BPF program can be loaded here: " + run.output);
        return loader;
    }

    private KernelBtf handOver(byte[] btf) throws IOException {
        return BtfResolver.builder()
                .skipKernel(true)
                .bundleFiles(bundle(btf).toString())
                .handOver(HandOverMode.FILE)
                .tempDir(tmp.toString())
                .resolve();
    }

    @Test
    void a_c_program_in_another_process_loads_by_the_handed_over_file() throws IOException {
        String loader = cLoader();
        String path;
        try (KernelBtf btf = handOver(right())) {
            path = btf.customPath().get();
            Judges.Run run = Judges.run(loader, EXEC, path);
            assertTrue(run.output.contains("load: 0\n"), run.output);
        }
        assertTrue(Judges.run(loader, EXEC, path).output.contains("load: -2\n"), "it is there after close()");
    }

    @Test
    void a_c_program_really_reads_it() throws IOException {
        String loader = cLoader();
        try (KernelBtf btf = handOver(Samples.btf("int"))) {
            Judges.Run run = Judges.run(loader, EXEC, btf.customPath().get());
            assertTrue(run.output.contains("load: -"), run.output);
        }
    }

    @Test
    void bpftool_reads_the_handed_over_file() throws IOException {
        String bpftool = Judges.require("bpftool", "bpftool");
        try (KernelBtf btf = handOver(Samples.btf("some_int"))) {
            Judges.Run run =
                    Judges.run(bpftool, "btf", "dump", "file", btf.customPath().get());
            assertEquals(0, run.status, run.output);
            assertTrue(run.output.contains("[1] INT 'some_int' size=4"), run.output);
        }
    }

    private Judges.Run ffm(byte[] btf, HandOverMode mode, String... more) throws IOException {
        List<String> command = new ArrayList<>(Arrays.asList(
                Jdk22.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dbtfresolver.skipKernel=true",
                "-Dbtfresolver.bundleFiles=" + bundle(btf),
                "-Dbtfresolver.handOver=" + mode,
                "-Dbtfresolver.tempDir=" + tmp,
                "-cp",
                System.getProperty("java.class.path"),
                new File(CCompiler.sources(), "FfmLoader.java").getPath(),
                EXEC));
        Collections.addAll(command, more);
        return Judges.run(command.toArray(new String[0]));
    }

    @Test
    void an_ffm_client_loads_by_memfd_and_by_file() throws IOException {
        Judges.assume(Native.POINTER_SIZE == 8, "the client knows the options of 64 bits only");
        cLoader();
        for (HandOverMode mode : new HandOverMode[] {HandOverMode.MEMFD, HandOverMode.FILE}) {
            Judges.Run run = ffm(right(), mode);
            assertTrue(run.output.contains("\nload: 0\n"), run.output);
            assertTrue(
                    run.output.contains(mode == HandOverMode.FILE ? "private temporary file" : "sealed memfd"),
                    run.output);
        }
    }

    @Test
    void an_ffm_client_really_reads_it_and_must_not_close_it_before_it_loads() throws IOException {
        Judges.assume(Native.POINTER_SIZE == 8, "the client knows the options of 64 bits only");
        cLoader();
        assertTrue(ffm(Samples.btf("int"), HandOverMode.MEMFD).output.contains("\nload: -"));
        String output = ffm(right(), HandOverMode.MEMFD, "early").output;
        // -6 (ENXIO) when libbpf has used the number of the closed memfd again, for a map; else -2
        assertTrue(output.contains("\nload: -6\n") || output.contains("\nload: -2\n"), output);
    }
}
