// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelBtfProbeTest {
    @TempDir
    Path directory;

    private FakeRoot machine;

    @BeforeEach
    void makeMachine() {
        machine = new FakeRoot(directory);
    }

    private Finding probe() {
        return KernelBtfProbe.probe(machine.root());
    }

    private Finding probe(byte[] contents) throws IOException {
        machine.put(KernelBtfProbe.PATH, contents);
        return probe();
    }

    @Test
    void a_well_formed_file_is_found() throws IOException {
        Finding finding = probe(Samples.btf("int"));

        assertTrue(finding.isFound(), finding.reason());
        assertEquals(machine.path(KernelBtfProbe.PATH).toString(), finding.path());
    }

    @Test
    void a_missing_file_is_absent() {
        assertTrue(probe().isAbsent());
    }

    @Test
    void a_directory_is_a_failure() throws IOException {
        machine.directory(KernelBtfProbe.PATH);

        assertTrue(probe().isFailed());
        assertEquals("is a directory", probe().reason());
    }

    @Test
    void an_empty_file_is_passed_over() throws IOException {
        assertPassedOver("not BTF: the file is empty", probe(new byte[0]));
    }

    @Test
    void another_format_is_passed_over() throws IOException {
        assertPassedOver(
                "not BTF: expected magic 9f eb or eb 9f, found 7f 45", probe(new byte[] {0x7F, 'E', 'L', 'F'}));
    }

    @Test
    void a_lone_magic_is_passed_over() throws IOException {
        assertPassedOver("truncated BTF: 2 bytes, a header has 24", probe(Arrays.copyOf(Samples.btf("int"), 2)));
    }

    @Test
    void a_truncated_file_is_passed_over() throws IOException {
        byte[] btf = Samples.btf("int");

        Finding finding = probe(Arrays.copyOf(btf, btf.length - 1));

        assertFalse(finding.isFound());
        assertFalse(finding.isFailed());
        assertTrue(finding.reason().startsWith("BTF header: string section ends after the blob"), finding.reason());
    }

    private static void assertPassedOver(String reason, Finding finding) {
        assertEquals(reason, finding.reason());
        assertFalse(finding.isFound());
        assertFalse(finding.isAbsent());
        assertFalse(finding.isFailed());
    }
}
