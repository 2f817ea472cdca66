// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.testing.ObjectMaker;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of field relocations. */
class FieldValueTest {
    static final String TYPES = "int u8 1; int u16 2; int u32 4; int u64 8; int u128 16; int u0 0; int s8 1 signed;"
            + "int s32 4 signed; int s64 8 signed; int sc8 1 signed char; int c8 1 char; int bo 1 bool; float f4 4; float f8 8;"
            + "enum e4 4 A=1; enum es4 4 signed A=-1; enum64 e8 8 A=1; enum64 es8 8 signed A=-1; enum e1 1 A=1;"
            + "ptr p u8; array a2 u16 2; array a3 u16 3; array a0 u16 0; array a2l u32 2; array aa a2 2; array ap p 2;"
            + "array huge u64 0xFFFFFFFF; struct s8b 8 x:u64@0; struct s3b 3 x:u8@0; struct s4b 4 x:u32@0;"
            + "typedef t32 c32; const c32 u32; fwd w struct; func_proto fp void; ";

    @ParameterizedTest
    @CsvSource({
        "byte_off, u32, 8",
        "byte_sz, u32, 4",
        "signed, u32, 0",
        "rshift_u64, u32, 32",
        "byte_sz, t32, 4",
        "byte_sz, p, 8",
        "byte_sz, a3, 6",
        "byte_sz, aa, 8",
        "byte_sz, a0, 0",
        "byte_sz, s8b, 8",
        "byte_sz, e4, 4",
        "byte_sz, e8, 8",
        "byte_sz, f8, 8",
        "byte_sz, u0, 0",
        "signed, s32, 1",
        "signed, s8, 1",
        "signed, sc8, 1",
        "signed, c8, 0",
        "signed, bo, 0",
        "signed, e4, 0",
        "signed, es4, 1",
        "signed, e8, 0",
        "signed, es8, 1",
        "signed, p, 0",
        "signed, s8b, 0",
        "signed, a2, 0",
        "signed, f4, 0",
        "rshift_u64, u8, 56",
        "rshift_u64, u64, 0",
        "rshift_u64, p, 0",
        "rshift_u64, a3, 16"
    })
    void of_a_plain_field(String kind, String type, String expected) {
        Cases.check("mov " + expected, root(type, "@64"), kind + " r 0:0", "mov " + expected, root(type, "@64"));
    }

    @ParameterizedTest
    @CsvSource({"u8, 56, 56", "u16, 48, 48", "u32, 32, 32", "u64, 0, 0", "a3, 16, 16"})
    void a_plain_field_is_shifted_to_the_left_end_of_64_bits(String type, String little, String big) {
        check("mov " + little, root(type, "@64"), "lshift_u64 r 0:0", "mov " + little, ByteOrder.LITTLE_ENDIAN);
        check("mov " + big, root(type, "@64"), "lshift_u64 r 0:0", "mov " + big, ByteOrder.BIG_ENDIAN);
    }

    /** 64 - 128 in 32-bit arithmetic, then widened; no instruction with an immediate of 32 bits can hold it. */
    @Test
    void shifts_of_a_field_wider_than_8_bytes_wrap_around() {
        String types = root("u128", "@64");
        for (String kind : new String[] {"lshift_u64", "rshift_u64"}) {
            Cases.check("ld64 4294967232", types, kind + " r 0:0", "ld64 4294967232", types);
            Cases.check("error the instruction holds -64", types, kind + " r 0:0", "mov -64", types);
        }
    }

    /** Columns: the field's type, its bit and width; offset and size of the load; shifts for either byte order. */
    @ParameterizedTest
    @CsvSource({
        // in the type's own unit
        "u32, 0/3, 0, 4, 61, 32, 61",
        "u32, 3/5, 0, 4, 56, 35, 59",
        "u32, 37/27, 4, 4, 32, 37, 37",
        "u8, 9/7, 1, 1, 56, 57, 57",
        "u16, 16/16, 2, 2, 48, 48, 48",
        "u64, 65/60, 8, 8, 3, 1, 4",
        "t32, 3/5, 0, 4, 56, 35, 59",
        "e4, 30/2, 0, 4, 32, 62, 62",
        "e1, 4/4, 0, 1, 56, 60, 60",
        "bo, 8/1, 1, 1, 63, 56, 63",
        // across the units of its type: as wide as need be, naturally aligned
        "u8, 7/2, 0, 2, 55, 55, 62",
        "u8, 15/2, 0, 4, 47, 47, 62",
        "u8, 31/2, 0, 8, 31, 31, 62",
        "u32, 30/4, 0, 8, 30, 30, 60",
        "u16, 94/3, 8, 8, 31, 30, 61",
        "u8, 120/8, 15, 1, 56, 56, 56",
        // libbpf takes the size word of any type
        "a0, 0/3, error, 0, 0, 0, 0",
        "void, 0/3, error, 0, 0, 0, 0",
        "u0, 0/3, error, 0, 0, 0, 0",
        "u8, 63/2, wide, 0, 0, 0, 0",
        "u64, 60/8, wide, 0, 0, 0, 0",
        "u128, 0/200, wide, 0, 0, 0, 0"
    })
    void of_a_bitfield(String type, String place, String off, int size, int little, int big, int right) {
        String types = root(type, "@" + place);
        if (off.equals("error") || off.equals("wide")) {
            String message = off.equals("error") ? "which has no size" : "does not fit one 8-byte load";
            Cases.check("error " + message, types, "byte_off r 0:0", "mov 0", types);
            return;
        }
        // neither offset nor size nor left shift is compared with what the instruction holds
        Cases.check("mov " + off, types, "byte_off r 0:0", "mov 77", types);
        Cases.check("mov " + size, types, "byte_sz r 0:0", "mov 77", types);
        check("mov " + little, types, "lshift_u64 r 0:0", "mov 77", ByteOrder.LITTLE_ENDIAN);
        check("mov " + big, types, "lshift_u64 r 0:0", "mov 77", ByteOrder.BIG_ENDIAN);
        Cases.check("mov " + right, types, "rshift_u64 r 0:0", "mov " + right, types);
        Cases.check("error the instruction holds 77", types, "rshift_u64 r 0:0", "mov 77", types);
        Cases.check("error the instruction holds 77", types, "signed r 0:0", "mov 77", types);
    }

    /** Where bit 0 lies is the machine's matter, for which the object is compiled, whatever order a BTF is stored in. */
    @Test
    void the_byte_order_of_the_object_decides_about_shifts() {
        String types = root("u32", "@3/5");
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            boolean little = order == ByteOrder.LITTLE_ENDIAN;
            byte[] object = new ObjectMaker(types, order)
                    .relocation("lshift_u64 r 0:0", "mov 1")
                    .build();
            ByteOrder other = little ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            String expected = little ? "mov 56" : "mov 35";
            assertEquals(expected, Cases.relocate(object, order, types, other).get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "byte_off, 0:0:1, mov 10, mov 18",
        "byte_sz, 0:0:1, mov 2, mov 2",
        "field_exists, 0:0:1, mov 1, mov 1",
        "byte_sz, 0, mov 64, mov 64",
        "byte_off, 2, mov 128, mov 128",
        "field_exists, 0, mov 1, mov 1",
        "signed, 0:0:1, mov 0, error signed cannot be applied to an array element",
        "lshift_u64, 0:0:1, mov 0, error lshift_u64 cannot be applied to an array element",
        "rshift_u64, 0, mov 0, error rshift_u64 cannot be applied to an array element"
    })
    void an_array_element_or_a_whole_type_has_offset_and_size_only(
            String kind, String access, String instruction, String expected) {
        Cases.check(expected, root("a2", "@64"), kind + " r " + access, instruction, root("a2", "@128"));
    }

    @ParameterizedTest
    @CsvSource({
        "byte_off, mov 0, poison",
        "byte_sz, mov 4, poison",
        "signed, mov 0, poison",
        "lshift_u64, mov 0, poison",
        "rshift_u64, mov 0, poison",
        "field_exists, mov 1, mov 0",
        "byte_off, ldxw 0, poison",
        "byte_off, ld64 0, poison; poison",
        "byte_off, ja 0, poison"
    })
    void a_missing_field_is_poison_unless_its_existence_is_asked_for(String kind, String instruction, String expected) {
        Cases.check(expected, TYPES + "struct r 4 f:u32@0", kind + " r 0:0", instruction, "int r 4; struct x 4 f:r@0");
    }

    @ParameterizedTest
    @CsvSource({"w, fwd w", "fp, func_proto <anon>", "huge, array <anon>"})
    void a_field_without_a_size_is_an_error_even_when_the_target_lacks_it(String type, String name) {
        String message = "error " + name + " in object has no size";
        Cases.check(message, root(type, "@64"), "byte_off r 0:0", "mov 8", "int u8 1");
        Cases.check(message, root(type, "@64"), "byte_sz r 0:0", "mov 8", "int u8 1");
        Cases.check("mov 0", root(type, "@64"), "field_exists r 0:0", "mov 1", "int u8 1");
    }

    private static void check(String expected, String types, String relocation, String instruction, ByteOrder order) {
        Cases.check(expected, types, relocation, instruction, types, order);
    }

    static String root(String type, String place) {
        return TYPES + "struct r 64 f:" + type + place;
    }
}
