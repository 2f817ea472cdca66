// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the C header says of the places of members and of the sizes of enums, at the limits of each rule. */
class CLayoutTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a bitfield crosses no boundary of its type: just fits, is left a gap, or needs packing
                "struct s 4 a:int@0/16 b:int@16/16 | int a: 16; int b: 16; }",
                "struct s 8 a:int@0/16 b:int@32/16 | int a: 16; long: 16; int b: 16; }",
                "struct s 8 a:int@0/20 b:int@32/20 | int a: 20; int b: 20; }",
                "struct s 8 a:int@0/20 b:int@20/20 | int a: 20; int b: 20; long: 24; } __attribute__((packed))",
                "struct s 8 a:int@0/20 b:int@32/20 c:int@52/12 | int a: 20; int b: 20; int c: 12; }",
                // padding: lines up to 256 bytes, then an array that begins at a byte; a bit before it
                "struct s 268 a:int@2112 | unsigned char __padding_2_0[264]; int a; }",
                "struct s 1028 a:int@0/3 b:int@8192 | int a: 3; long: 61; unsigned char __padding_2_8[1016]; int b; }",
                "union s 8 a:int@0 | int a; long: 64; }",
                "union s 16 a:int@0 | int a; unsigned char __padding_2_0[16]; }",
            })
    void members(String type, String text) throws IOException {
        String body = CText.body("int int 4 signed; " + type, ByteOrder.LITTLE_ENDIAN);
        assertEquals(
                text,
                body.substring(body.indexOf("\n\t") + 2).replace(";\n\n", "").replaceAll("\n\t?", " "));
    }

    @Test
    void padding_of_256_bytes_is_still_lines() throws IOException {
        String text = CText.body("int int 4 signed; struct s 260 a:int@2048", ByteOrder.LITTLE_ENDIAN);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            lines.append("\tlong: 64;\n");
        }
        assertEquals("struct s {\n" + lines + "\tint a;\n};\n\n", text);
    }

    @Test
    void struct_within_another_is_aligned_as_its_members() throws IOException {
        assertEquals(
                "struct in {\n\tint a;\n};\n\nstruct s {\n\tchar c;\n\tstruct in in;\n};\n\n",
                CText.body(
                        "int int 4 signed; int char 1; struct in 4 a:int@0; struct s 8 c:char@0 in:in@32",
                        ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void qualifiers_and_typedefs_hide_neither_a_legacy_bitfield_nor_an_unnamed_member() throws IOException {
        assertEquals(
                "typedef unsigned int t;\n\nstruct s {\n\tlong: 10;\n\tconst t a: 5;\n};\n\n",
                CText.body(
                        "int unsigned~int 4 bits=5 offset=2; typedef t 1; const /c t; struct s 4 a:/c@8",
                        ByteOrder.LITTLE_ENDIAN));
        assertEquals(
                "struct s {\n\tunion {\n\t\tint x;\n\t};\n};\n\n",
                CText.body(
                        "int int 4 signed; union /u 4 x:int@0; volatile /v /u; const /c /v; struct s 4 :/c@0",
                        ByteOrder.LITTLE_ENDIAN));
    }

    /** The next type must not be taken for another enumerator, so there is one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum e 1 signed A=-128 B=127 | A = -128 B = 127 } __attribute__((packed))",
                "enum e 2 signed A=128 | A = 128 } __attribute__((packed))",
                "enum e 2 signed A=-129 | A = -129 } __attribute__((packed))",
                "enum e 2 signed A=32767 B=-32768 | A = 32767 B = -32768 } __attribute__((packed))",
                "enum e 2 signed A=127 B=-128 | A = 127 B = -128 } __attribute__((mode(HI)))",
                "enum e 1 A=255 | A = 255 } __attribute__((packed))",
                "enum e 2 A=255 | A = 255 } __attribute__((mode(HI)))",
                "enum e 2 A=256 | A = 256 } __attribute__((packed))",
                "enum e 4 signed A=1 | A = 1 }",
                "enum64 e 8 signed A=2147483648 | A = 2147483648LL }",
                "enum64 e 8 signed A=-2147483649 | A = -2147483649LL }",
                "enum64 e 8 signed A=2147483647 | A = 2147483647LL } __attribute__((mode(DI)))",
                "enum64 e 8 signed A=-2147483648 | A = -2147483648LL } __attribute__((mode(DI)))",
                "enum64 e 8 A=4294967296 | A = 4294967296ULL }",
                "enum64 e 8 A=4294967295 | A = 4294967295ULL } __attribute__((mode(DI)))",
                // wrong, but of the size that the BTF says
                "enum e 1 signed A=128 | A = 128 } __attribute__((mode(byte)))",
            })
    void enums(String type, String text) throws IOException {
        for (ByteOrder order : Blob.ORDERS) {
            String body = CText.body(type + "; int int 4 signed", order);
            assertTrue(body.startsWith("enum e {\n\t"), body);
            assertEquals(text, body.substring(10).replace(";\n\n", "").replaceAll(",\n\t?", " "));
        }
    }
}
