// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small programs in hex, as they stand in little-endian objects: one instruction a word of 16 digits. */
class ConstantFlowTest {
    private static final String EXIT = " 9500000000000000";

    /** Registers 1 and 2 are constants; the branch is taken when the condition holds. */
    @ParameterizedTest
    @CsvSource({
        "15, 5, 5, true",
        "15, 5, 6, false",
        "55, 5, 6, true",
        "55, 5, 5, false",
        "25, 6, 5, true",
        "25, 5, 5, false",
        "25, -1, 5, true",
        "35, 5, 5, true",
        "35, 4, 5, false",
        "45, 6, 2, true",
        "45, 5, 2, false",
        "65, 5, -1, true",
        "65, -1, 5, false",
        "75, 5, 5, true",
        "75, -2, -1, false",
        "a5, 4, 5, true",
        "a5, 5, 5, false",
        "b5, 5, 5, true",
        "b5, 6, 5, false",
        "c5, -1, 5, true",
        "c5, 5, 5, false",
        "d5, 5, 5, true",
        "d5, 6, 5, false",
        "16, 5, 5, true",
        "26, -1, 5, true",
        "66, -1, 5, false",
    })
    void a_branch_on_constants_is_followed_one_way(String opcode, int left, int right, boolean taken) {
        String byImmediate = mov(1, left) + opcode + "010100" + le(right) + EXIT + EXIT;
        assertEquals(taken ? "{0, 1, 3}" : "{0, 1, 2}", reached(byImmediate, true));

        String register = Integer.toHexString(Integer.parseInt(opcode, 16) | 8);
        String byRegister = mov(1, left) + mov(2, right) + register + "21010000000000" + EXIT + EXIT;
        assertEquals(taken ? "{0, 1, 2, 4}" : "{0, 1, 2, 3}", reached(byRegister, true));
    }

    /** What register 1 has after an operation on it, with an immediate and with a register. */
    @ParameterizedTest
    @CsvSource({
        "b7, 3, 7, 7",
        "07, 3, 4, 7",
        "17, 3, 4, -1",
        "27, 3, 4, 12",
        "47, 5, 2, 7",
        "57, 7, 5, 5",
        "a7, 7, 5, 2",
        "67, 3, 33, 25769803776",
        "77, -1, 60, 15",
        "c7, -16, 2, -4",
        "87, 5, 0, -5",
        "b4, 3, -1, 4294967295",
        "04, -1, 1, 0",
        "74, -1, 28, 15",
        "c4, -16, 2, 4294967292",
        "84, 5, 0, 4294967291",
    })
    void arithmetic_on_constants_gives_constants(String opcode, int left, int right, long result) {
        // compared with the whole 64 bits that are expected, by shifting both halves out
        String operation = mov(1, left) + opcode + "010000" + le(right);
        assertConstant(operation, 2, result);
        if (!opcode.startsWith("8")) {
            String register = String.format("%02x", Integer.parseInt(opcode, 16) | 8);
            assertConstant(mov(1, left) + mov(2, right) + register + "21000000000000", 3, result);
        }
    }

    private static void assertConstant(String code, int count, long expected) {
        String low = "bf13000000000000 6703000020000000 7703000020000000";
        String high = "bf14000000000000 7704000020000000";
        String lowExpected = "b405000" + "0" + le((int) expected);
        String highExpected = "b406000" + "0" + le((int) (expected >>> 32));
        // both branches are taken when the halves are equal
        String test = low + high + lowExpected + highExpected + "5d53020000000000 5d64010000000000" + EXIT + EXIT;
        int end = count + 5 + 2 + 2;
        String all = reached(code + test, true);
        assertEquals(true, all.contains(" " + end + "}"), () -> code + " " + all);
    }

    /** Whether the instruction behind a branch is reached: in any case, perhaps, or not at all. */
    @ParameterizedTest
    @CsvSource({
        "'a context's member',    '7911080000000000 1501010000000000', sure",
        "what hangs on it,        '7911080000000000 7911080000000000 1501010000000000', sure",
        "a helper's answer,       '8500000005000000 1500010000000000', sure",
        "a function's answer,     '8510000005000000 1500010000000000', perhaps",
        "the context itself,      '1501010000000000', perhaps",
        "a register after a call, 'b701000000000000 8500000005000000 1501010000000000', perhaps",
        "a stack slot,            '79a1f8ff00000000 1501010000000000', perhaps",
        "a map's address,         '18010000000000000000000000000000 1501010000000000', perhaps",
        "what an address leads to,'18010000000000000000000000000000 7911000000000000 1501010000000000', perhaps",
        "dynamic times constant,  '7911080000000000 2701000003000000 1501010000000000', sure",
        "dynamic and zero,        '7911080000000000 5701000000000000 1501010000000000', no",
        "dynamic times zero,      '7911080000000000 2701000000000000 1501010000000000', no",
        "a packet's byte,         '3000000000000000 1500010000000000', sure",
        "an exchanged value,      'b701000000000000 db1a000001000000 1501010000000000', perhaps",
        "compare and exchange,    'b700000000000000 db1a0000f1000000 1500010000000000', perhaps",
        "a store,                 'b701000000000000 7b1a000000000000 1501010000000000', no",
        "a sign-extending move,   '7911080000000000 bf11080000000000 1501010000000000', sure",
        "a byte swap,             'b701000001000000 dc01000010000000 1501010000000000', perhaps",
        "a division,              'b701000001000000 3701000001000000 1501010000000000', perhaps",
        "may_goto,                'e500010000000000', sure",
        "goto,                    '0500010000000000', no",
        "a long goto,             '0600000001000000', no",
    })
    void what_a_branch_depends_on(String what, String code, String expected) {
        String words = code.replace(" ", "");
        int behind = words.length() / 16;
        String all = reached(code + EXIT + EXIT, true);
        String certain = reached(code + EXIT + EXIT, false);
        boolean perhaps = all.matches(".*\\b" + behind + "\\b.*");
        boolean sure = certain.matches(".*\\b" + behind + "\\b.*");
        assertEquals(expected, sure ? "sure" : perhaps ? "perhaps" : "no", what + ": " + all + " " + certain);
    }

    /** One way leaves 0 in register 1 and the other 1: then only the verifier knows on which way it is. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void where_two_ways_meet_what_differs_is_not_known(String other) {
        String code =
                "7912080000000000 b701000000000000 1502010000000000 b70100000" + other + "000000 1501010000000000";
        int behind = 5;
        boolean certain = reached(code + EXIT + EXIT, false).contains(" " + behind);
        boolean perhaps = reached(code + EXIT + EXIT, true).contains(" " + behind);
        assertEquals(other.equals("1"), perhaps);
        assertEquals(false, certain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0500ff7f00000000", "0500008000000000", "06000000ffffff7f", "1501ff7f00000000"})
    void a_jump_out_of_the_function_leads_nowhere(String jump) {
        assertEquals(jump.startsWith("15") ? "{0, 1}" : "{0}", reached(jump + EXIT, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18010000000000000000000000000000", "1801000000000000"})
    void a_function_may_end_anywhere(String code) {
        assertEquals("{0}", reached(code, true));
    }

    private static String mov(int register, int value) {
        return "b70" + register + "0000" + le(value);
    }

    private static String le(int value) {
        return String.format("%08x", Integer.reverseBytes(value));
    }

    private static String reached(String hex, boolean followOpaque) {
        String digits = hex.replace(" ", "");
        byte[] bytes = new BigInteger("1" + digits, 16).toByteArray();
        ByteBuffer code = ByteBuffer.allocate(digits.length() / 2);
        code.put(bytes, bytes.length - code.limit(), code.limit());
        RelocatedCode relocated = new RelocatedCode(code.array(), ByteOrder.LITTLE_ENDIAN, Collections.emptyList());
        return ConstantFlow.reached(relocated, 0, relocated.count(), true, followOpaque)
                .toString();
    }
}
