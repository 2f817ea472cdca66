// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.btfresolver.testing.BtfText;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes of types and of pointers, and the way through modifiers. */
class TypeSizeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int t 4 | 4",
                "int t 0 | 0",
                "struct t 4294967295 | 4294967295",
                "union t 3 | 3",
                "enum t 1 | 1",
                "enum64 t 8 | 8",
                "float t 16 | 16",
                "datasec t 12 | 12",
                "ptr t void | 8",
                "fwd t struct | -1",
                "func_proto t void | -1",
                "func t p 1; func_proto p void | -1",
                "typedef t void | -1",
                "typedef t c; const c v; volatile v r; restrict r g; type_tag g i; int i 4 | 4",
                "var t i 1; int i 4 | 4",
                "decl_tag t i -1; int i 4 | 4",
                "array t i 3; int i 4 | 12",
                "array t a 3; array a i 5; int i 4 | 60",
                "array t i 0; int i 4 | 0",
                "array t a 3; array a i 0; int i 4 | 0",
                "array t c 3; const c a; array a i 5; int i 4 | 60",
                // more than 2^32 - 1 bytes, or elements
                "array t i 4294967295; int i 1 | 4294967295",
                "array t i 4294967295; int i 2 | -1",
                "array t i 2; struct i 2147483648 | -1",
                "array t a 65536; array a i 65536; int i 0 | -1",
                "array t a 65536; array a i 65536; int i 1 | -1",
                "array t i 4294967295; struct i 4294967295 | -1",
                "array t a 4294967295; array a a/2 4294967295; array a/2 i 4294967295; int i 1 | -1",
                "array t a 0; array a a/2 4294967295; array a/2 i 4294967295; struct i 4294967295 | 0",
                // cycles
                "typedef t t | -1",
                "array t t 1 | -1",
                "array t t 2 | -1",
                "array t t 0 | -1",
                "typedef t c; const c t | -1",
            })
    void the_size_of_a_type(String types, long size) {
        assertEquals(size, BtfText.parse(types, ByteOrder.BIG_ENDIAN).sizeOf(1));
    }

    @ParameterizedTest
    @CsvSource({"31, 4", "32, -1", "300, -1"})
    void at_most_31_types_stand_before_the_one_with_the_size(int count, long size) {
        assertEquals(size, BtfText.parse(chain(count), ByteOrder.LITTLE_ENDIAN).sizeOf(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int long 4 | 4",
                "int long 8 | 8",
                "int unsigned~long 4 | 4",
                "int long~unsigned~int 4 | 4",
                "int int~long~unsigned 4 | 4",
                // the first one of a size that pointers have
                "int long 2; int long/2 4; int long/3 8 | 4",
                "int long 8; int long~int 4 | 8",
                "int long 16; int unsigned~long 8 | 8",
                // no long at all, or not an INT
                "int int 4 | 8",
                "int long~long 4 | 8",
                "int LONG 4 | 8",
                "typedef long i; int i 4 | 8",
                "int /x 4 | 8",
                "ptr p void | 8",
            })
    void a_pointer_is_as_large_as_the_first_long(String types, int size) {
        assertEquals(size, BtfText.parse(types, ByteOrder.LITTLE_ENDIAN).pointerSize());
    }

    @Test
    void who_knows_the_pointer_size_may_say_so() throws IOException {
        byte[] bytes = BtfText.bytes("ptr p void; int long 8", ByteOrder.LITTLE_ENDIAN);

        Btf btf = Btf.parse(bytes, "text", 4);
        assertEquals(4, btf.pointerSize());
        assertEquals(4, btf.sizeOf(1));
    }

    /** A name that is not in the string section must not be read in search of the pointer size. */
    @Test
    void the_pointer_size_is_told_by_checked_names_only() {
        byte[] bytes = new Blob(ByteOrder.LITTLE_ENDIAN)
                .types(0x7FFFFFF0, 1 << 24, 8, 64)
                .build();

        assertThrows(BtfFormatException.class, () -> Btf.parse(bytes, "blob"));
    }

    @Test
    void modifiers_and_typedefs_are_skipped() throws IOException {
        String types =
                "typedef t c; const c v; volatile v r; restrict r g; type_tag g i; int i 4; decl_tag d t -1; typedef n void";
        Btf btf = BtfText.parse(types, ByteOrder.BIG_ENDIAN);

        for (int id = 1; id <= 6; id++) {
            assertEquals(6, btf.skipModifiers(id));
        }
        assertEquals(7, btf.skipModifiers(7));
        assertEquals(0, btf.skipModifiers(8));
        assertEquals(0, btf.skipModifiers(0));
        assertEquals(257, BtfText.parse(chain(256), ByteOrder.BIG_ENDIAN).skipModifiers(1));
    }

    @ParameterizedTest
    @CsvSource({"typedef t t", "typedef t c; const c t"})
    void modifiers_in_a_circle_are_an_error(String types) {
        Btf btf = BtfText.parse(types, ByteOrder.BIG_ENDIAN);
        BtfFormatException e = assertThrows(BtfFormatException.class, () -> btf.skipModifiers(1));
        assertEquals("text: type 1: typedefs and modifiers form a cycle or a chain of more than 256", e.getMessage());
    }

    private static String chain(int count) {
        StringBuilder types = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            types.append("typedef t").append(i).append(' ').append(i + 1).append(';');
        }
        return types + "int i 4";
    }
}
