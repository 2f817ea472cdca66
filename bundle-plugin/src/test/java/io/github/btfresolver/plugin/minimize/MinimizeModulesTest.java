// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.RawDump;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program on types of modules, against a real kernel's modules. */
class MinimizeModulesTest {
    private static final String RELEASE = "6.1.0-56-cloud-amd64";

    @TempDir
    Path folder;

    private Btf kernel;
    private List<Btf> modules;
    private List<BpfObject> objects;

    @BeforeEach
    void read() throws IOException {
        kernel = Btf.parse(TestData.unpack(TestData.file("btf/debian/12/x86_64/" + RELEASE + ".btf.tar.xz")), RELEASE);
        modules = new ArrayList<>();
        for (File module : TestData.list("btf-modules/" + RELEASE, ".btf")) {
            modules.add(BtfFile.readSplit(module, kernel));
        }
        objects = List.of(BpfObject.read(TestData.file("objects/el/modules.bpf.o")));
    }

    private long found(CandidateIndex index) {
        return ObjectRelocation.of(objects.get(0), index).stream()
                .filter(outcome -> outcome.status() == ObjectRelocation.Status.OK && outcome.newValue() != 0)
                .count();
    }

    @Test
    void the_result_stands_alone_and_relocates_like_kernel_and_modules() throws Exception {
        CandidateIndex whole = new CandidateIndex(kernel, modules);
        byte[] minimized = new BtfMinimizer(objects).minimize(whole, ByteOrder.LITTLE_ENDIAN);
        assertTrue(RelocationProof.check(objects, whole, minimized).isEmpty());
        CandidateIndex small = new CandidateIndex(Btf.parse(minimized, "minimized"));
        assertEquals(found(whole), found(small));
        assertTrue(found(whole) > found(new CandidateIndex(kernel)) + 5, "the modules' types matter");
        assertTrue(minimized.length < 2000, minimized.length + " bytes");
    }

    @Test
    void the_values_are_those_of_the_modules_own_types() throws Exception {
        Btf overlay = modules.get(0);
        byte[] minimized =
                new BtfMinimizer(objects).minimize(new CandidateIndex(kernel, modules), ByteOrder.LITTLE_ENDIAN);
        Btf small = Btf.parse(minimized, "minimized");
        for (String[] path : new String[][] {{"workdir"}, {"config", "upperdir"}}) {
            assertEquals(overlay.types().offsetOf("ovl_fs", path), small.types().offsetOf("ovl_fs", path));
        }
        assertEquals(
                overlay.types().offsetOf("ovl_inode", "vfs_inode", "i_ino"),
                small.types().offsetOf("ovl_inode", "vfs_inode", "i_ino"));
        assertEquals(3, small.types().find(BtfKind.ENUM, "ovl_xattr").get().enumerator("OVL_XATTR_IMPURE"));
        assertEquals(
                modules.get(1).types().offsetOf("virtnet_info", "max_queue_pairs"),
                small.types().offsetOf("virtnet_info", "max_queue_pairs"));
    }

    /** libbpf looks into modules only for what the kernel does not have. */
    @Test
    void modules_do_not_matter_to_programs_on_the_kernel_s_own_types() throws Exception {
        BtfMinimizer exec = new BtfMinimizer(List.of(BpfObject.read(TestData.file("objects/el/exec.bpf.o"))));
        assertArrayEquals(
                exec.minimize(kernel, ByteOrder.LITTLE_ENDIAN),
                exec.minimize(new CandidateIndex(kernel, modules), ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void bpftool_reads_the_result_without_a_base() throws Exception {
        String bpftool = Judges.require("bpftool", "bpftool");
        Path output = folder.resolve("min.btf");
        Files.write(
                output,
                new BtfMinimizer(objects).minimize(new CandidateIndex(kernel, modules), ByteOrder.LITTLE_ENDIAN));
        Judges.Run run = Judges.run(bpftool, "btf", "dump", "file", output.toString());
        assertEquals(0, run.status, run.output);
        assertTrue(run.output.contains("STRUCT 'ovl_inode'"), run.output);
        Path again = folder.resolve("again.btf");
        Judges.Run minimized = Judges.minCoreBtf(
                bpftool, output.toFile(), again.toFile(), List.of(TestData.file("objects/el/modules.bpf.o")));
        assertEquals(0, minimized.status, minimized.output);
        assertArrayEquals(Files.readAllBytes(output), Files.readAllBytes(again));
    }

    @Test
    void a_split_dump_is_bpftool_s() throws Exception {
        String bpftool = Judges.require("bpftool", "bpftool");
        Path base = folder.resolve("kernel.btf");
        try (var out = Files.newOutputStream(base)) {
            kernel.writeTo(out);
        }
        for (File module : TestData.list("btf-modules/" + RELEASE, ".btf")) {
            Judges.Run run = Judges.run(bpftool, "-B", base.toString(), "btf", "dump", "file", module.getPath());
            var dump = new ByteArrayOutputStream();
            RawDump.write(BtfFile.readSplit(module, kernel), dump);
            assertEquals(run.output, dump.toString(StandardCharsets.ISO_8859_1));
        }
    }
}
