// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C header of a BTF, compiled by clang: every struct has its size and every member its place. No exceptions. */
class CDumpCompilesTest {
    @TempDir
    Path folder;

    private String clang;

    @BeforeEach
    void find_judge() {
        clang = Judges.require("clang", "clang");
    }

    @Test
    void all_kinds_and_layouts_in_both_byte_orders() throws IOException {
        for (File file : TestData.list("btf-small", ".btf")) {
            assertTrue(compare(BtfFile.read(file)) > 0);
        }
    }

    @Test
    void whole_kernels_of_testdata() throws IOException {
        for (File archive : TestData.kernelArchives()) {
            assertTrue(compare(Btf.parse(TestData.unpack(archive), TestData.kernelName(archive))) > 6000);
        }
    }

    @Test
    void the_running_kernel() throws IOException {
        File kernel = new File("/sys/kernel/btf/vmlinux");
        if (!kernel.canRead()) {
            Judges.skip("the running kernel has no BTF");
        }
        assertTrue(compare(BtfFile.read(kernel)) > 5000);
    }

    @Test
    void all_objects_of_libbpf_tools() throws IOException {
        List<File> objects = EmbeddedObjects.extract(folder.toFile());
        if (objects.isEmpty()) {
            Judges.skip("libbpf-tools is not installed, whose BPF objects are the input");
        }
        assertEquals(52, objects.size(), "objects inside libbpf-tools");
        for (File object : objects) {
            compare(BtfFile.read(object));
        }
    }

    private int compare(Btf btf) throws IOException {
        CompiledHeader header = CompiledHeader.of(btf, clang, folder);
        System.out.println("C header of " + new File(btf.source()).getName() + ": " + header.composites
                + " structs and unions, " + header.members + " members, " + header.bitfields + " bitfields, "
                + header.differences.size() + " differences");
        assertEquals(List.of(), header.differences, btf.source());
        return header.composites;
    }
}
