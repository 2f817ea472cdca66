// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relocations about whole types and about enumerators. */
class TypeAndEnumValueTest {
    private static final String FILLER = "int filler 1; int u32 4; int u64 8; ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type_exists | struct s 4 a:u32@0 | mov 1 | struct s 8 | mov 1",
                "type_exists | struct s 4 a:u32@0 | mov 1 | struct t 8 | mov 0",
                "type_matches | struct s 4 a:u32@0 | mov 1 | struct s 8 a:u32@0 b:u32@32 | mov 1",
                "type_matches | struct s 4 a:u32@0 | mov 1 | struct s 8 a:u64@0 | mov 0",
                "type_matches | struct s 4 a:u32@0 | mov 1 | struct t 8 a:u32@0 | mov 0",
                "type_size | struct s 4 a:u32@0 | mov 4 | struct s 8 | mov 8",
                "type_size | struct s 4 a:u32@0 | mov 4 | struct t 8 | mov 0",
                "type_size | typedef s /a; array /a u32 3 | mov 12 | typedef s /a; array /a u64 3 | mov 24",
                "type_size | typedef s /p; ptr /p void | mov 8 | typedef s /p; ptr /p void | mov 8",
                "type_size | typedef s /f; func_proto /f void | mov 0 | int x 4 | error has no size",
                "type_size | fwd s struct | mov 0 | int x 4 | error has no size",
                "type_size | struct s 0 | mov 0 | struct s 0 | mov 0",
                "type_size | typedef s u32 | mov 4 | typedef s /f; fwd /f struct | mov 0",
                // ids: the target's is not compared, the local one is written over whatever a linker left
                "target_type_id | struct s 4 | ld64 99 | struct s 8 | ld64 4",
                "target_type_id | struct s 4 | mov 99 | struct t 8 | mov 0",
                "local_type_id | struct s 4 | ld64 99 | struct t 8 | ld64 4",
                "local_type_id | struct s 4 | mov 99 | struct s 8 | mov 4",
                // compared with the instruction
                "type_exists | struct s 4 | mov 0 | struct s 4 | error the instruction holds 0, the object's types say 1",
                "type_size | struct s 4 | mov 5 | struct s 4 | error the instruction holds 5, the object's types say 4",
            })
    void whole_types(String kind, String local, String instruction, String target, String expected) {
        String relocation = kind + " s 0";
        Cases.check(expected, FILLER + local, relocation, instruction, FILLER + target);
    }

    @ParameterizedTest
    @CsvSource({"type_exists, 0:0", "type_size, 1", "type_matches, 00", "local_type_id, ~0", "target_type_id, ''"})
    void the_access_string_of_a_type_is_0(String kind, String access) {
        Cases.check(
                "error access string of a type: expected '0', found '",
                FILLER + "struct s 4",
                kind + " s " + access,
                "mov 1",
                FILLER + "struct s 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum e 4 A=5 B=6 | 1 | ld64 6 | enum e 4 B=7 | ld64 7",
                "enum e 4 A=5 B=6 | 0 | ld64 5 | enum e 4 B=7 | poison; poison",
                "enum e 4 A=5 | 0 | mov 5 | enum e 4 B=7 | poison",
                "enum e 4 A=5 | 0 | mov 5 | enum f 4 A=7 | poison",
                "enum e 4 A=5 | 0 | mov 5 | enum64 e 8 A=7 | mov 7",
                "enum64 e 8 A=0x100000005 | 0 | ld64 0x100000005 | enum e 4 A=7 | ld64 7",
                "enum64 e 8 A=5 | 0 | ld64 5 | enum64 e 8 A=0x7000000000000001 | ld64 0x7000000000000001",
                "enum64 e 8 signed A=-5 | 0 | ld64 -5 | enum64 e 8 signed A=-6 | ld64 -6",
                "enum e 4 signed A=-5 | 0 | ld64 -5 | enum e 4 signed A=-6 | ld64 -6",
                "enum e 4 signed A=-5 | 0 | mov -5 | enum e 4 signed A=-6 | mov -6",
                // flavours of enumerators and of the enum itself; the first that fits is taken
                "enum e___a 4 A___x=5 | 0 | mov 5 | enum e 4 B=1 A___y=7 A=8 | mov 7",
                "typedef e /e; enum /e 4 A=5 | 0 | mov 5 | typedef e /e; enum /e 4 A=7 | mov 7",
                "typedef e /e; enum /e 4 A=5 | 0 | mov 5 | typedef e u32 | poison",
                // Clang zero-extends an unsigned enumerator of 2^31 or more: libbpf refuses, we take its form
                "enum e 4 A=0xFFFFFFFB | 0 | ld64 0xFFFFFFFB | enum e 4 A=0xFFFFFFFA | ld64 0xFFFFFFFA",
                "enum e 4 A=0xFFFFFFFB | 0 | ld64 0xFFFFFFFB | enum e 4 A=7 | ld64 7",
                "enum e 4 A=0xFFFFFFFB | 0 | ld64 -5 | enum e 4 A=0xFFFFFFFA | ld64 -6",
                "enum e 4 A=0xFFFFFFFB | 0 | ld64 0xFFFFFFFC | enum e 4 A=7 | error the instruction holds 4294967292",
                "enum e 4 A=5 | 0 | ld64 6 | enum e 4 A=7 | error the instruction holds 6, the object's types say 5",
            })
    void enumerators(String local, String access, String instruction, String target, String expected) {
        String wanted = expected.startsWith("ld64") ? "ld64 " + Long.decode(expected.substring(5)) : expected;
        String relocation = "enumval_value " + local.split("\\s+", -1)[1] + " " + access;
        Cases.check(wanted, FILLER + local, relocation, instruction, FILLER + target);
    }

    @ParameterizedTest
    @CsvSource({"e, A, mov 1", "e, B, mov 0", "x, A, mov 0", "e, A___z, mov 1"})
    void an_enumerator_exists_or_not(String name, String enumerator, String expected) {
        String target = "enum " + name + " 4 Z=1 " + enumerator + "=9";
        Cases.check(expected, "enum e 4 A=5", "enumval_exists e 0", "mov 1", target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum e 4 A=5 | 1",
                "enum e 4 | 0",
                "enum e 4 A=5 | 0:0",
                "int e 4 | 0",
                "struct e 4 :0@0 | 0",
                "fwd e union | 0",
            })
    void an_enumerator_that_the_object_lacks_is_an_error(String local, String access) {
        for (String kind : new String[] {"enumval_exists", "enumval_value"}) {
            Cases.check("error names no enumerator of ", local, kind + " e " + access, "mov 1", "enum e 4 A=5");
        }
    }

    @Test
    void only_kinds_0_to_12_are_known() {
        for (String kind : new String[] {"13", "-1", "2147483647"}) {
            Cases.check(
                    "error <kind " + kind + "> [1] struct s (0): unknown kind of relocation; kinds 0 to 12 are known",
                    "struct s 4",
                    kind + " s 0",
                    "mov 0",
                    "struct s 4");
        }
    }
}
