// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.plugin.judge.Targets;
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
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The minimizer against the installed bpftool: programs that others wrote, on every kernel at hand. */
class MinimizeAgainstBpftoolTest {
    private static final long SEED = 52;
    private static final int SETS = 15;

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
        List<File> corpus = Targets.corpus();
        Judges.assume(!corpus.isEmpty(), "no -Dbtf.corpus=DIR");
        compareAll(corpus);
    }

    @Test
    void random_sets_of_the_objects_of_libbpf_tools_on_all_kernels_of_testdata() throws Exception {
        Random random = new Random(SEED);
        for (File archive : TestData.kernelArchives()) {
            Path btf = Targets.unpacked(archive, folder).toPath();
            Btf target = Btf.parse(Files.readAllBytes(btf), archive.getPath());
            for (int i = 0; i < SETS; i++) {
                List<File> set = new ArrayList<>(objects);
                Collections.shuffle(set, random);
                compare(btf, target, set.subList(0, 2 + random.nextInt(objects.size() - 2)));
            }
        }
    }

    /** The objects of testdata are made to be refused by some targets: then both refuse. */
    @Test
    void every_object_of_testdata_on_every_target_of_testdata() throws Exception {
        List<File> targets = new ArrayList<>(Targets.small());
        targets.addAll(TestData.kernelArchives());
        int refused = 0;
        for (File file : targets) {
            Path btf = Targets.unpacked(file, folder).toPath();
            Btf target = Btf.parse(Files.readAllBytes(btf), file.getPath());
            for (File object : TestData.objects("el")) {
                Path output = folder.resolve("min.btf");
                if (Judges.minCoreBtf(bpftool, btf.toFile(), output.toFile(), List.of(object)).status == 0) {
                    compare(btf, target, List.of(object));
                } else {
                    assertRefused(target, object);
                    refused++;
                }
            }
        }
        assertTrue(refused > targets.size(), refused + " refused");
    }

    /** With a message that names the object, the kernel, and the relocation or type that is the reason. */
    private static void assertRefused(Btf target, File object) throws Exception {
        BtfMinimizer minimizer = new BtfMinimizer(List.of(BpfObject.read(object)));
        String message = assertThrows(
                        MinimizationException.class,
                        () -> minimizer.minimize(target, ByteOrder.LITTLE_ENDIAN),
                        () -> object + " on " + target.source())
                .getMessage();
        assertTrue(message.startsWith(object.getPath() + ": "), message);
        assertTrue(message.contains(target.source()), message);
        assertTrue(message.contains("> ["), () -> "no relocation in: " + message);
    }

    private void compareAll(List<File> archives) throws Exception {
        for (File archive : archives) {
            Path btf = Targets.unpacked(archive, folder).toPath();
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
