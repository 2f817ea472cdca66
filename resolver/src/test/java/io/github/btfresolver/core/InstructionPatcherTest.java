// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.Instructions;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into instructions, by class, and which instructions are refused. */
class InstructionPatcherTest {
    private static final String LOCAL = "int u32 4; struct s 16 a:u32@64";

    @ParameterizedTest
    @CsvSource({
        "mov 8, 1000, mov 1000",
        "mov32 8, 1000, mov32 1000",
        "ld64 8, 1000, ld64 1000",
        "ldxw 8, 1000, ldxw 1000",
        "stw 8, 1000, stw 1000",
        "stxw 8, 1000, stxw 1000",
        "ldxw 8, 32767, ldxw 32767",
        "mov 8, 32768, mov 32768",
        "mov 8, 500000000, mov 500000000",
        // the offset in a load or store has 16 bits
        "ldxw 8, 32768, error the offset 32768 does not fit a load or store (at most 32767)",
        "stw 8, 500000000, error the offset 500000000 does not fit",
        "stxw 8, 32768, error does not fit",
        // the instruction must hold the local value
        "mov 9, 1000, 'error the instruction holds 9, the object''s types say 8'",
        "mov -8, 1000, error the instruction holds -8",
        "ldxw 9, 1000, error the instruction holds 9",
        "stw -1, 1000, error the instruction holds -1",
        "ld64 0x100000008, 1000, error the instruction holds 4294967304",
        // and be of a class that has an operand to patch
        "movx 8, 1000, 'error the instruction takes a register, not an immediate'",
        "ja 8, 1000, error the instruction has no operand to relocate: opcode 0x5",
        "jeq32 8, 1000, error the instruction has no operand to relocate: opcode 0x16"
    })
    void instructions_take_the_new_value_or_are_refused(String instruction, long offset, String expected) {
        Cases.check(expected, LOCAL, "byte_off s 0:0", instruction, target(offset));
    }

    @ParameterizedTest
    @CsvSource({
        // byte of the 16-byte load, value; little-endian
        "0, 0x38",
        "0, 0x58",
        "1, 0x13",
        "2, 1",
        "3, 0x80",
        "8, 0x18",
        "9, 1",
        "9, 0x10",
        "10, 1",
        "11, 0xFF"
    })
    void a_load_of_64_bits_must_be_well_formed(int place, String value) throws IOException {
        assertMalformedLoad(place, Integer.decode(value), ByteOrder.LITTLE_ENDIAN);
        // registers stand the other way round
        int swapped = place == 1 ? 0x31 : Integer.decode(value);
        assertMalformedLoad(place, swapped, ByteOrder.BIG_ENDIAN);
    }

    private static void assertMalformedLoad(int place, int value, ByteOrder order) throws IOException {
        byte[] object = object("byte_off s 0:0", "ld64 8", order);
        object[codeOffset(object, "ld64 8", order) + place] = (byte) value;

        String outcome = Cases.relocate(object, target(1000), order).get(0);

        assertTrue(outcome.contains("malformed load of a 64-bit immediate: opcode 0x"), outcome);
    }

    @Test
    void a_load_of_64_bits_at_the_end_lacks_its_second_half() throws IOException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] object = object("byte_off s 0:0", "mov 8", order);
        object[codeOffset(object, "mov 8", order)] = 0x18;

        String outcome = Cases.relocate(object, target(1000), order).get(0);
        assertTrue(outcome.contains("malformed load of a 64-bit immediate"), outcome);
        String poisoned = Cases.relocate(object, "int u32 4", order).get(0);
        assertEquals("poison", poisoned);
    }

    /** Poison comes before everything else: whatever the instruction is and holds. */
    @ParameterizedTest
    @ValueSource(strings = {"mov 99", "mov32 99", "movx 99", "ja 99", "jeq32 99", "ldxw 99", "stdw 99", "stxb 99"})
    void any_instruction_can_be_poisoned(String instruction) {
        Cases.check("poison", LOCAL, "byte_off s 0:0", instruction, "struct s 4");
    }

    @Test
    void poison_is_a_call_of_a_function_that_does_not_exist() throws IOException {
        byte[] little = instruction("byte_off s 0:0", "mov 8", "struct s 4", ByteOrder.LITTLE_ENDIAN);
        assertEquals("85 00 00 00 10 23 ad 0b", hex(little));
        byte[] big = instruction("byte_off s 0:0", "ld64 8", "struct s 4", ByteOrder.BIG_ENDIAN);
        assertEquals("85 00 00 00 0b ad 23 10 85 00 00 00 0b ad 23 10", hex(big));
    }

    @Test
    void only_the_operand_changes() throws IOException {
        assertEquals(
                "61 03 e8 03 07 00 00 00",
                hex(instruction("byte_off s 0:0", "ldxw 8", target(1000), ByteOrder.LITTLE_ENDIAN)));
        assertEquals(
                "61 30 03 e8 00 00 00 07",
                hex(instruction("byte_off s 0:0", "ldxw 8", target(1000), ByteOrder.BIG_ENDIAN)));
    }

    @Test
    void instructions_stand_at_multiples_of_8_inside_the_section() {
        InstructionPatcher patcher = new InstructionPatcher(new byte[20], ByteOrder.LITTLE_ENDIAN);

        assertTrue(patcher.isInstruction(0));
        assertTrue(patcher.isInstruction(8));
        for (int offset : new int[] {1, 4, 12, 16, 24, -8, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x7FFFFFF8}) {
            assertFalse(patcher.isInstruction(offset), "" + offset);
        }
    }

    /** What libbpf passes over, because no program contains the instruction, is no error; what it refuses is one. */
    @ParameterizedTest
    @CsvSource({
        "16, none",
        "24, none",
        "-8, none",
        "4, error instruction at offset 4",
        "13, error instruction at offset"
    })
    void records_about_no_instruction_are_passed_over(int offset, String expected) {
        byte[] object = new ObjectMaker(LOCAL, ByteOrder.LITTLE_ENDIAN)
                .relocation("byte_off s 0:0", "ld64 8")
                .record("byte_off s 0:0", offset)
                .build();

        List<String> results = Cases.relocate(object, target(16), ByteOrder.LITTLE_ENDIAN);
        assertEquals("ld64 16", results.get(0));
        Cases.assertOutcome(expected, results.get(1), "offset " + offset);
    }

    private static String target(long offset) {
        return "int u32 4; struct s 16 a:u32@" + Long.toUnsignedString(8 * offset);
    }

    private static byte[] object(String relocation, String instruction, ByteOrder order) {
        return new ObjectMaker(LOCAL, order).relocation(relocation, instruction).build();
    }

    private static byte[] instruction(String relocation, String instruction, String target, ByteOrder order)
            throws IOException {
        BpfObject object = BpfObject.parse(object(relocation, instruction, order), "object");
        CandidateIndex index = new CandidateIndex(BtfText.parse(target, order));
        byte[] patched = ObjectRelocation.of(object, index).get(0).instruction();
        return patched == null ? new byte[0] : patched;
    }

    /** Where the only program's code lies in the file. */
    private static int codeOffset(byte[] object, String instruction, ByteOrder order) {
        return new String(object, StandardCharsets.ISO_8859_1)
                .indexOf(new String(Instructions.assemble(instruction, order), StandardCharsets.ISO_8859_1));
    }

    private static String hex(byte[] bytes) {
        StringBuilder s = new StringBuilder();
        for (byte b : bytes) {
            s.append(String.format(s.length() == 0 ? "%02x" : " %02x", b));
        }
        return s.toString();
    }
}
