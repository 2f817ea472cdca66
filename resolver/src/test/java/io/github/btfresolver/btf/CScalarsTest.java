// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How C spells integers and floats: by their name when C has it in this size, else by size, sign and kind. */
class CScalarsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // names that C has
                "int char 1 | char",
                "int signed~char 1 signed char | signed char",
                "int unsigned~char 1 | unsigned char",
                "int _Bool 1 bool | _Bool",
                "int short 2 signed | short",
                "int short~unsigned~int 2 | short unsigned int",
                "int unsigned 4 | unsigned",
                "int long 8 signed | long",
                "int long 4 signed | long",
                "int long~unsigned~int 4 | long unsigned int",
                "int long~long 8 signed | long long",
                "int unsigned~long~long~int 8 | unsigned long long int",
                "int __int128~unsigned 16 | __int128 unsigned",
                "float float 4 | float",
                "float double 8 | double",
                // names that C has in another size
                "int char 2 | unsigned short",
                "int short 4 signed | int",
                "int long~long 4 signed | int",
                "int long 16 signed | __int128",
                "int int 8 signed | long long",
                "int _Bool 4 bool | unsigned int",
                "float float 8 | struct { unsigned char bytes[8]; }",
                "float double 4 | struct { unsigned char bytes[4]; }",
                "float long~double 16 | struct { unsigned char bytes[16]; }",
                // other names, also of two words one of which is C
                "int u8 1 | unsigned char",
                "int i8 1 signed | signed char",
                "int i8 1 signed char | signed char",
                "int u8 1 char | unsigned char",
                "int bool 1 bool | _Bool",
                "int bool 1 signed bool | _Bool",
                "int u16 2 | unsigned short",
                "int i16 2 signed | short",
                "int u32 4 | unsigned int",
                "int i32 4 signed | int",
                "int u64 8 | unsigned long long",
                "int i64 8 signed | long long",
                "int u128 16 | unsigned __int128",
                "int i128 16 signed | __int128",
                "int nice~int 4 | unsigned int",
                "int int~~long 8 signed | long long",
                "int /unnamed 4 signed | int",
                "float f4 4 | struct { unsigned char bytes[4]; }",
                "float f8 8 | struct { unsigned char bytes[8]; }",
                // sizes that C has not
                "int u0 0 | struct { unsigned char bytes[0]; }",
                "int u24 3 | struct { unsigned char bytes[3]; }",
                "int u136 17 | struct { unsigned char bytes[17]; }",
                "int u256 32 bits=0 | struct { unsigned char bytes[32]; }",
                // an enum of which only the size is known; its sign is not
                "enum /e 1 | unsigned char",
                "enum /e 2 signed | unsigned short",
                "enum /e 4 | unsigned int",
                "enum64 /e 8 | unsigned long long",
            })
    void spelling(String type, String spelling) throws IOException {
        for (ByteOrder order : Blob.ORDERS) {
            assertEquals("typedef " + spelling + " t;\n\n", CText.body(type + "; typedef t 1", order));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // what C has is aligned by its size
        "int u16 2, unsigned short, 16, 4",
        "float double 8, double, 64, 16",
        "int i128 16 signed, __int128, 128, 32",
        // bytes are aligned by one
        "int u24 3, struct { unsigned char bytes[3]; }, 8, 4",
        "float _Float16 2, struct { unsigned char bytes[2]; }, 8, 3",
        "int u256 32 bits=0, struct { unsigned char bytes[32]; }, 8, 33",
    })
    void what_follows_a_char_without_padding(String type, String spelling, int bit, int size) throws IOException {
        String types = type + "; int char 1; struct s " + size + " c:char@0 a:1@" + bit;
        assertEquals(
                "struct s {\n\tchar c;\n\t" + spelling + " a;\n};\n\n", CText.body(types, ByteOrder.LITTLE_ENDIAN));
    }
}
