// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelperCallsTest {
    private static final int CALL = 0x85;

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void calls_of_subprograms_and_kernel_functions_are_none_of_helpers(String name) {
        ByteOrder order = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer code = ByteBuffer.allocate(8 * 6 + 4).order(order);
        put(code, CALL, 0, 158);
        put(code, CALL, 1, 7); // a subprogram
        put(code, CALL, 2, 8); // a kfunc
        put(code, 0xB7, 0, 9); // no call
        put(code, CALL, 0, 147);
        put(code, CALL, 0, 158);
        code.put((byte) CALL); // half an instruction

        assertEquals("[147, 158]", HelperCalls.of(code.array(), order).toString());
        byte[] untilTheCall = Arrays.copyOf(code.array(), 8 * 5);
        assertEquals("[147, 158]", HelperCalls.of(untilTheCall, order).toString());
    }

    private static void put(ByteBuffer code, int opcode, int source, int immediate) {
        int registers = code.order() == ByteOrder.LITTLE_ENDIAN ? source << 4 | 3 : 3 << 4 | source;
        code.put((byte) opcode).put((byte) registers).putShort((short) 0).putInt(immediate);
    }
}
