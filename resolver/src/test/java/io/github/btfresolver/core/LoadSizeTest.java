// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a changed size of a field does to loads and stores. */
class LoadSizeTest {
    @Test
    void a_poisoned_instruction_says_why() throws IOException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] object = new ObjectMaker("int s32 4 signed; struct s 8 a:s32@0 b:s32@32", order)
                .relocation("byte_off s 0:0", "ldxw 0")
                .relocation("byte_off s 0:1", "ldxw 4")
                .record("byte_off s 0:0", 64)
                .build();
        CandidateIndex target = new CandidateIndex(BtfText.parse("int s64 8 signed; struct s 8 a:s64@0", order));

        List<ObjectRelocation.Outcome> outcomes = ObjectRelocation.of(BpfObject.parse(object, "object"), target);

        assertEquals(
                outcomes.get(0).relocation() + ": the field's size changes from 4 to 8 bytes,"
                        + " which this load or store cannot follow",
                outcomes.get(0).message());
        assertEquals(
                outcomes.get(1).relocation() + ": nothing in the target matches",
                outcomes.get(1).message());
        assertEquals(4, outcomes.get(1).originalValue());
        assertNull(outcomes.get(1).newValue());
        assertNull(outcomes.get(0).newValue());
        assertEquals(
                "the object has no such instruction; libbpf passes over the record",
                outcomes.get(2).message());
        assertNull(outcomes.get(2).originalValue());
        assertNull(outcomes.get(2).newValue());
    }

    @ParameterizedTest
    @CsvSource({
        "u32, u64, ldxw, ldxdw 16",
        "u64, u32, ldxdw, ldxw 16",
        "u16, u8, ldxh, ldxb 16",
        "u8, u16, ldxb, ldxh 16",
        "u32, u64, stw, stdw 16",
        "u32, u8, stxw, stxb 16",
        "u32, u32, ldxw, ldxw 16",
        "u32, t32, ldxw, ldxw 16",
        // an unchanged size is not looked at further, nor compared with the instruction
        "s32, u32, ldxw, ldxw 16",
        "e4, e4, ldxw, ldxw 16",
        "u32, s32, ldxb, ldxb 16",
        "s8b, s8b, ldxb, ldxb 16",
        // signed integers cannot change their size; characters and booleans count as unsigned, in libbpf's way
        "s32, s64, ldxw, poison",
        "s32, u64, ldxw, poison",
        "u32, s64, ldxw, poison",
        "c8, u32, ldxb, ldxw 16",
        "bo, u32, ldxb, ldxw 16",
        "sc8, u32, ldxb, ldxw 16",
        "s8, u32, ldxb, poison",
        // pointers may, other types may not
        "p, p, ldxdw, ldxdw 16",
        "e4, e8, ldxw, poison",
        "f4, f8, ldxw, poison",
        "s8b, s4b, ldxdw, poison",
        // arrays: sizes of the innermost elements, kind of the array
        "a2, a3, ldxh, ldxh 16",
        "a2, a0, ldxh, ldxh 16",
        "a2, aa, ldxh, poison",
        "a2, a2l, ldxh, poison",
        // the access itself has to be of the field's size, old and new
        "u32, u64, ldxb, error the instruction moves 1 bytes",
        "u32, u128, ldxw, error no instruction moves 16 bytes",
        "u32, u0, ldxw, error no instruction moves 0 bytes",
        "u32, u64, ldxdw, error the instruction moves 8 bytes"
    })
    void a_load_or_store_changes_its_size_where_that_is_safe(
            String local, String target, String instruction, String expected) {
        Cases.check(
                expected,
                FieldValueTest.root(local, "@64"),
                "byte_off r 0:0",
                instruction + " 8",
                FieldValueTest.root(target, "@128"));
    }

    @ParameterizedTest
    @CsvSource({
        "a2, a2, 0:0:1, ldxh 10, ldxh 18",
        "a2, a2l, 0:0:1, ldxh 10, ldxw 20",
        "aa, aa, 0:0:1, ldxh 12, ldxh 20",
        "aa, aa, 0:0:1:1, ldxh 14, ldxh 22",
        "ap, ap, 0:0:1, ldxdw 16, ldxdw 24"
    })
    void elements_of_arrays_are_loaded_like_fields(
            String local, String target, String access, String instruction, String expected) {
        Cases.check(
                expected,
                FieldValueTest.root(local, "@64"),
                "byte_off r " + access,
                instruction,
                FieldValueTest.root(target, "@128"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // bitfield on one side only; a plain member of a struct with the kflag
                "f:u32@35/5 | f:u32@64 | byte_off | mov 4 | mov 8",
                "f:u32@64 | f:u32@99/5 | byte_off | mov 8 | mov 12",
                "f:u32@35/5 | f:u32@64 | rshift_u64 | mov 59 | mov 32",
                "f:u32@35/5 | g:u8@0/3 f:u32@64 | byte_sz | mov 4 | mov 4",
                "f:u32@32 | g:u8@0/3 f:u32@64 | byte_off | mov 4 | mov 8",
                "f:u32@35/5 | f:s32@64 | signed | mov 0 | mov 1",
                "f:u32@35/5 | g:u8@0 | byte_off | mov 4 | poison",
                // loads follow a plain field, not one that becomes a bitfield or was one
                "f:u32@35/5 | f:u32@70/9 | byte_off | ldxw 4 | ldxw 8",
                "f:u32@35/5 | f:u32@64 | byte_off | ldxw 4 | poison",
                "f:u32@32 | f:u32@70/9 | byte_off | ldxw 4 | poison",
            })
    void bitfields_may_come_and_go(String local, String target, String kind, String insn, String expected) {
        Cases.check(
                expected,
                FieldValueTest.TYPES + "struct r 64 " + local,
                kind + " r 0:0",
                insn,
                FieldValueTest.TYPES + "struct r 64 " + target);
    }
}
