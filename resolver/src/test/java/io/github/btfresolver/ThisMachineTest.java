// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.testdata.Judges;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real thing, where the tests run. */
class ThisMachineTest {
    @BeforeEach
    void needKernelBtf() {
        Judges.assume(new File(KernelBtfProbe.PATH).canRead(), "this kernel has no " + KernelBtfProbe.PATH);
    }

    @Test
    void the_loader_finds_the_kernels_own_by_itself_and_it_can_be_read_here() throws IOException {
        try (KernelBtf btf = BtfResolver.forRunningKernel()) {
            assertEquals(Optional.empty(), btf.customPath());
            assertTrue(btf.spec().typeCount() > 10_000, btf.spec().typeCount() + " types");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            btf.writeTo(out);
            assertArrayEquals(Files.readAllBytes(Paths.get(KernelBtfProbe.PATH)), out.toByteArray());
        }
    }

    @Test
    void a_named_kernel_file_is_taken_by_its_path() throws IOException {
        try (KernelBtf btf = BtfResolver.builder().btfFile(KernelBtfProbe.PATH).resolve()) {
            assertEquals(Optional.of(KernelBtfProbe.PATH), btf.customPath());
        }
    }
}
