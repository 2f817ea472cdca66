// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.btf.RawDump;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The raw dump is the text that the installed bpftool prints. */
class DumpAgainstBpftoolTest {
    @TempDir
    Path folder;

    private String bpftool;

    @BeforeEach
    void find_judge() {
        bpftool = Judges.require("bpftool", "bpftool");
    }

    @Test
    void of_every_small_btf_raw_and_in_elf() throws Exception {
        compare(Targets.small());
        compare(TestData.list("btf-small", ".o"));
    }

    @Test
    void of_every_little_endian_object_of_testdata() throws Exception {
        compare(TestData.objects("el"));
    }

    @Test
    void of_every_object_of_libbpf_tools() throws Exception {
        List<File> objects = EmbeddedObjects.extract(folder.toFile());
        if (objects.isEmpty()) {
            Judges.skip("libbpf-tools is not installed, whose BPF objects are the input");
        }
        compare(objects);
    }

    @Test
    void of_every_kernel() throws Exception {
        for (File archive : Targets.kernels()) {
            compare(List.of(Targets.unpacked(archive, folder)));
        }
    }

    private void compare(List<File> files) throws Exception {
        for (File file : files) {
            Judges.Run run = Judges.run(bpftool, "btf", "dump", "file", file.getPath(), "format", "raw");
            assertEquals(0, run.status, () -> file + ": " + run.output);
            ByteArrayOutputStream dump = new ByteArrayOutputStream();
            RawDump.write(BtfFile.read(file), dump);
            String ours = dump.toString(StandardCharsets.ISO_8859_1);
            if (!run.output.equals(ours)) {
                // line by line, since a kernel's dump has 10 MB
                assertEquals(firstDifference(run.output, ours), firstDifference(ours, run.output), file.getPath());
            }
        }
    }

    /** The first line of a text that differs from the other's; the lengths when one text begins the other. */
    private static String firstDifference(String text, String other) {
        String[] lines = text.split("\n", -1);
        String[] others = other.split("\n", -1);
        for (int i = 0; i < Math.min(lines.length, others.length); i++) {
            if (!lines[i].equals(others[i])) {
                return "line " + (i + 1) + ": " + lines[i];
            }
        }
        return lines.length + " lines";
    }
}
