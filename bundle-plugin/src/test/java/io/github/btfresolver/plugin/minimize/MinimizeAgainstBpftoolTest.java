// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The minimizer against the installed bpftool: programs that others wrote, on every kernel at hand. */
class MinimizeAgainstBpftoolTest {
    @TempDir
    Path folder;

    private String bpftool;
    private List<File> objects;

    @BeforeEach
    void find_judge_and_objects() {
        bpftool = Judges.require("bpftool", "bpftool");
        objects = EmbeddedObjects.extract(folder.toFile());
        if (objects.isEmpty()) {
            Judges.skip("libbpf-tools is not installed, whose BPF objects are the input");
        }
    }

    @Test
    void all_objects_of_libbpf_tools_on_all_kernels_of_testdata() throws Exception {
        assertEquals(52, objects.size(), "objects inside libbpf-tools");
        compareAll(TestData.kernelArchives());
    }

    @Test
    void all_objects_of_libbpf_tools_on_the_corpus() throws Exception {
        String corpus = System.getProperty("btf.corpus", "");
        if (corpus.isEmpty()) {
            System.out.println("SKIPPED corpus: -Dbtf.corpus=DIR names no tree of kernel BTFs");
            Assumptions.abort("no -Dbtf.corpus=DIR");
        }
        compareAll(TestData.archives(new File(corpus)));
    }

    private void compareAll(List<File> archives) throws Exception {
        for (File archive : archives) {
            Path btf = folder.resolve("kernel.btf");
            Files.write(btf, TestData.unpack(archive));
            Btf target = Btf.parse(Files.readAllBytes(btf), archive.getPath());
            for (File object : objects) {
                compare(btf, target, List.of(object));
            }
            List<File> reversed = new ArrayList<>(objects);
            Collections.reverse(reversed);
            compare(btf, target, objects);
            compare(btf, target, reversed);
        }
    }

    private void compare(Path btf, Btf target, List<File> files) throws Exception {
        Path output = folder.resolve("min.btf");
        Files.deleteIfExists(output);
        Judges.Run run = Judges.minCoreBtf(bpftool, btf.toFile(), output.toFile(), files);
        assertEquals(0, run.status, () -> run.output);
        List<BpfObject> parsed = new ArrayList<>();
        for (File file : files) {
            parsed.add(BpfObject.read(file));
        }
        byte[] minimized = new BtfMinimizer(parsed).minimize(target, ByteOrder.LITTLE_ENDIAN);
        assertArrayEquals(Files.readAllBytes(output), minimized, () -> files + " on " + target.source());
    }
}
