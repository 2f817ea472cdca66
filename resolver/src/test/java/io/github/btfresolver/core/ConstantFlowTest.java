// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.testing.BtfText;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
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
        "65, 5, 5, false",
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
        "f5, 5, 5, false",
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

    private static void assertConstant(String code, int count, long expected, Outcome... outcomes) {
        String low = "bf13000000000000 6703000020000000 7703000020000000";
        String high = "bf14000000000000 7704000020000000";
        String lowExpected = "b405000" + "0" + le((int) expected);
        String highExpected = "b406000" + "0" + le((int) (expected >>> 32));
        // both branches are taken when the halves are equal
        String test = low + high + lowExpected + highExpected + "5d53020000000000 5d64010000000000" + EXIT + EXIT;
        int end = count + 5 + 2 + 2;
        String all = reached(code + test, true, outcomes);
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
        "the fifth argument,      'b705000000000000 8500000005000000 1505010000000000', perhaps",
        "a stack slot,            '79a1f8ff00000000 1501010000000000', perhaps",
        "a map's address,         '18010000000000000000000000000000 1501010000000000', perhaps",
        "what an address leads to,'18010000000000000000000000000000 7911000000000000 1501010000000000', perhaps",
        "dynamic times constant,  '7911080000000000 2701000003000000 1501010000000000', sure",
        "dynamic and zero,        '7911080000000000 5701000000000000 1501010000000000', no",
        "dynamic times zero,      '7911080000000000 2701000000000000 1501010000000000', no",
        "constant plus dynamic,   '7912080000000000 b701000005000000 0f21000000000000 1501010000000000', sure",
        "constant plus unknown,   'b701000005000000 0f31000000000000 1501010000000000', perhaps",
        "dynamic plus unknown,    '7911080000000000 0f31000000000000 1501010000000000', perhaps",
        "dynamic plus context,    '7912080000000000 0f12000000000000 1502010000000000', perhaps",
        "the context by a move,   'bf12000000000000 7922000000000000 1502010000000000', sure",
        "half of its address,     'bc12000000000000 7922000000000000 1502010000000000', perhaps",
        "half of a dynamic value, '7911080000000000 bc12000000000000 1502010000000000', sure",
        "behind the context,      '0701000008000000 7911000000000000 1501010000000000', sure",
        "before it,               '1701000008000000 7911000000000000 1501010000000000', sure",
        "by a dynamic offset,     '7912080000000000 0f21000000000000 7911000000000000 1501010000000000', sure",
        "half of a sum with it,   '0401000008000000 7911000000000000 1501010000000000', perhaps",
        "its address aligned,     '57010000f8ffffff 7911000000000000 1501010000000000', perhaps",
        "a packet's byte,         '3000000000000000 1500010000000000', sure",
        "an exchanged value,      'b701000000000000 db1a000001000000 1501010000000000', perhaps",
        "compare and exchange,    'b700000000000000 db1a0000f1000000 1500010000000000', perhaps",
        "a store,                 'b701000000000000 7b1a000000000000 1501010000000000', no",
        "a sign-extending move,   '7911080000000000 bf11080000000000 1501010000000000', sure",
        "the same of another,     '7912080000000000 b701000005000000 bf21080000000000 1501010000000000', sure",
        "a signed division,       'b701000005000000 3f31010000000000 1501010000000000', perhaps",
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
        assertTrue(all.endsWith(" " + (behind + 1) + "}"), all);
    }

    /** Of two numbers that have only their lower halves in common. */
    @ParameterizedTest
    @CsvSource({"55, true", "56, false"})
    void a_branch_of_32_bits_compares_lower_halves(String opcode, boolean taken) {
        String number = mov(1, 1) + "6701000020000000" + "47010000" + le(5);
        assertEquals(
                taken ? "{0, 1, 2, 3, 5}" : "{0, 1, 2, 3, 4}",
                reached(number + opcode + "010100" + le(5) + EXIT + EXIT, true));
    }

    /** The check comes before what makes it hold: what is reached only on the way back is reached. */
    @Test
    void a_loop_is_gone_through_until_nothing_changes() {
        String loop =
                "7912080000000000" + mov(1, 0) + "15010300" + le(1) + mov(1, 1) + "5502fdff00000000" + EXIT + EXIT;
        assertEquals("{0, 1, 2, 3, 4, 5, 6}", reached(loop, true));
        assertEquals("{0, 1, 2, 3, 4, 5}", reached(loop, false));
    }

    @Test
    void a_relocated_load_of_64_bits_is_a_constant() {
        byte[] load = {0x18, 1, 0, 0, 5, 0, 0, (byte) 0x80, 0, 0, 0, 0, 7, 0, 0, 0};
        Outcome outcome = outcome(0, ObjectRelocation.Status.OK, load);
        assertConstant("18010000000000000000000000000000", 2, 0x7_8000_0005L, outcome);
    }

    /** What is at the offset that it does not find is loaded, and found at run time; a store changes no register. */
    @Test
    void a_load_that_is_not_resolved_is_dynamic_and_a_store_changes_nothing() {
        Outcome second = outcome(8, ObjectRelocation.Status.POISONED, null);
        String branch = "15030100" + le(5) + EXIT + EXIT;
        assertEquals("{0, 1, 2, 3, 4}", reached(mov(3, 5) + "7933000000000000" + branch, false, second));
        assertEquals("{0, 1, 2, 4}", reached(mov(3, 5) + "7b13000000000000" + branch, true, second));
        assertEquals("{0, 1, 2, 4}", reached(mov(3, 5) + "7203000000000000" + branch, true, second));
    }

    /** As a record may say that libbpf passes over or refuses. */
    @ParameterizedTest
    @ValueSource(ints = {4, -8, 32, 1 << 30})
    void a_relocation_of_no_instruction_changes_nothing(int offset) {
        Outcome wrong = outcome(offset, ObjectRelocation.Status.ERROR, null);
        assertEquals("{0, 1, 3}", reached(mov(3, 5) + "15030100" + le(5) + EXIT + EXIT, true, wrong));
    }

    private static Outcome outcome(int offset, ObjectRelocation.Status status, byte[] instruction) {
        CoreRelocation relocation =
                new CoreRelocation(BtfText.parse("int x 4", ByteOrder.LITTLE_ENDIAN), 0, offset, 1, 0, 0);
        return new Outcome(relocation, status, null, instruction, null);
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

    private static String reached(String hex, boolean followOpaque, Outcome... outcomes) {
        String digits = hex.replace(" ", "");
        byte[] bytes = new BigInteger("1" + digits, 16).toByteArray();
        ByteBuffer code = ByteBuffer.allocate(digits.length() / 2);
        code.put(bytes, bytes.length - code.limit(), code.limit());
        RelocatedCode relocated = new RelocatedCode(code.array(), ByteOrder.LITTLE_ENDIAN, Arrays.asList(outcomes));
        return ConstantFlow.reached(relocated, 0, relocated.count(), true, followOpaque)
                .toString();
    }
}
