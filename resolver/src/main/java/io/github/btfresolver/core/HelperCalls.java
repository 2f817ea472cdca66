// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.TreeSet;

/** Finds the kernel's helpers that code calls: {@code BPF_CALL} with 0 in the place of the source register. */
public final class HelperCalls {
    private static final int CALL = 0x85;

    private HelperCalls() {}

    /**
     * The helpers that a section calls.
     *
     * @param code as compiled; bytes behind the last whole instruction are passed over
     * @return their numbers ({@code enum bpf_func_id}), ascending
     */
    public static Set<Integer> of(byte[] code, ByteOrder order) {
        ByteBuffer words = ByteBuffer.wrap(code).order(order);
        int size = InstructionPatcher.INSTRUCTION_SIZE;
        // the bit fields for the registers lie in the byte as the compiler of that byte order puts them
        int sourceShift = order == ByteOrder.LITTLE_ENDIAN ? 4 : 0;
        Set<Integer> helpers = new TreeSet<>();
        for (int at = 0; at <= code.length - size; at += size) {
            boolean toHelper = (code[at + 1] >> sourceShift & 0xF) == 0;
            if ((code[at] & 0xFF) == CALL && toHelper) {
                helpers.add(words.getInt(at + 4));
            }
        }
        return helpers;
    }
}
