// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.elf.ElfFile;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeObjectTest {
    private static final int EM_BPF = 247;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theJarHasAnObjectForEitherByteOrder(boolean little) throws Exception {
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        try (ElfFile elf = ElfFile.of(ProbeObject.read(order), "exec.bpf.o")) {
            assertEquals(order, elf.order());
            assertEquals(EM_BPF, elf.machine());
        }
    }
}
