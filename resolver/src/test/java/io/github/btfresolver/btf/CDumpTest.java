// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CDumpTest {
    private static final int SIGNED = 1 << 24;

    private final BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);

    @Test
    void header_has_guards_and_the_attribute_for_relocation() throws IOException {
        String text = CText.of(builder.build());

        assertTrue(text.startsWith("#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n\n"));
        assertTrue(text.contains("#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to"));
        assertTrue(text.endsWith("#pragma clang attribute pop\n#endif\n\n#endif /* __VMLINUX_H__ */\n"));
    }

    @Test
    void struct_behind_a_pointer_is_declared_and_one_inside_is_defined_before() throws IOException {
        int pointer = builder.add(BtfKind.PTR, 0, false, 0, 5);
        struct("outer", 16, "link", pointer, 0, "in", 3, 64);
        struct("in", 8, "back", 4, 0);
        builder.add(BtfKind.PTR, 0, false, 0, 2);
        struct("other", 8, "outer", 4, 0);

        assertEquals(
                "struct outer;\n\n"
                        + "struct in {\n\tstruct outer *back;\n};\n\n"
                        + "struct other;\n\n"
                        + "struct outer {\n\tstruct other *link;\n\tstruct in in;\n};\n\n"
                        + "struct other {\n\tstruct outer *outer;\n};\n\n",
                body());
    }

    @Test
    void declarators_bind_as_in_c() throws IOException {
        int integer = integer("int", 4);
        int constant = builder.add(BtfKind.CONST, 0, false, 0, integer);
        int pointer = builder.add(BtfKind.PTR, 0, false, 0, constant);
        int proto = builder.add(BtfKind.FUNC_PROTO, 0, false, 2, pointer);
        builder.word(builder.string("name")).word(integer).word(0).word(0);
        int function = builder.add(BtfKind.PTR, 0, false, 0, proto);
        int constantFunction = builder.add(BtfKind.CONST, 0, false, 0, function);
        int array = array(constantFunction, 3);
        typedef("functions", array(array, 2));
        int row = array(integer, 4);
        typedef("row", builder.add(BtfKind.PTR, 0, false, 0, row));
        typedef("nothing", builder.add(BtfKind.FUNC_PROTO, 0, false, 0, 0));

        assertEquals(
                "typedef const int *(*const functions[2][3])(int, ...);\n\n"
                        + "typedef int (*row)[4];\n\n"
                        + "typedef void nothing(void);\n\n",
                body());
    }

    @Test
    void tags_stand_at_what_the_pointer_points_to() throws IOException {
        int integer = integer("int", 4);
        int user = builder.add(BtfKind.TYPE_TAG, builder.string("user"), false, 0, integer);
        typedef("tagged", builder.add(BtfKind.PTR, 0, false, 0, user));
        int space = builder.add(BtfKind.TYPE_TAG, builder.string("address_space(1)"), true, 0, integer);
        typedef("attributed", builder.add(BtfKind.PTR, 0, false, 0, space));

        assertEquals(
                "typedef int __attribute__((btf_type_tag(\"user\"))) *tagged;\n\n"
                        + "typedef int __attribute__((address_space(1))) *attributed;\n\n",
                body());
    }

    @Test
    void second_of_a_name_gets_a_number_and_a_forward_declaration_means_the_first() throws IOException {
        int integer = integer("int", 4);
        struct("twin", 4, "a", integer, 0);
        struct("twin", 4, "b", integer, 0);
        int forward = builder.add(BtfKind.FWD, builder.string("twin"), false, 0, 0);
        typedef("twin", builder.add(BtfKind.PTR, 0, false, 0, forward));
        enumeration(BtfKind.ENUM, "twin", false, 4, "twin", 7);

        assertEquals(
                "struct twin {\n\tint a;\n};\n\n"
                        + "struct twin___2 {\n\tint b;\n};\n\n"
                        + "typedef struct twin *twin;\n\n"
                        + "enum twin___3 {\n\ttwin___2 = 7,\n};\n\n",
                body());
    }

    @Test
    void padding_and_packing_explain_the_layout() throws IOException {
        int integer = integer("int", 4);
        int wide = integer("long long", 8);
        struct("padded", 24, "a", integer, 0, "b", integer, 96, "", integer, 128);
        struct("packed", 12, "a", wide, 0, "b", integer, 64);
        struct("odd", 9, "a", integer, 0, "b", integer, 40);
        struct("sparse", 4100, "last", integer, 4096 * 8);
        struct("opaque", 0);

        assertEquals(
                "struct padded {\n\tint a;\n\tlong: 32;\n\tlong: 32;\n\tint b;\n\tlong: 64;\n};\n\n"
                        + "struct packed {\n\tlong long a;\n\tint b;\n} __attribute__((packed));\n\n"
                        + "struct odd {\n\tint a;\n\tlong: 8;\n\tint b;\n} __attribute__((packed));\n\n"
                        + "struct sparse {\n\tunsigned char __padding_6_0[4096];\n\tint last;\n};\n\n"
                        + "struct opaque {\n};\n\n",
                body());
    }

    @Test
    void nothing_is_left_to_alignment_where_32_bit_machines_differ() throws IOException {
        int integer = integer("int", 4);
        integer("long", 4);
        int wide = integer("long long", 8);
        struct("padded", 16, "a", integer, 0, "b", wide, 64);

        assertEquals(
                "struct padded {\n\tint a;\n\tchar: 8;\n\tchar: 8;\n\tchar: 8;\n\tchar: 8;\n"
                        + "\tlong long b;\n};\n\n",
                body());
    }

    @Test
    void bitfields_keep_their_gaps() throws IOException {
        int integer = integer("int", 4);
        builder.add(BtfKind.STRUCT, builder.string("bits"), true, 3, 8);
        builder.word(builder.string("a")).word(integer).word(3 << 24);
        builder.word(builder.string("b")).word(integer).word(5 << 24 | 6);
        builder.word(builder.string("c")).word(integer).word(30 << 24 | 32);

        assertEquals("struct bits {\n\tint a: 3;\n\tlong: 3;\n\tint b: 5;\n\tint c: 30;\n};\n\n", body());
    }

    @Test
    void legacy_bitfields_are_narrow_integers() throws IOException {
        int narrow = builder.add(BtfKind.INT, builder.string("unsigned int"), false, 0, 4);
        builder.word(2 << 16 | 5);
        struct("bits", 4, "a", narrow, 8);

        assertEquals("struct bits {\n\tlong: 10;\n\tunsigned int a: 5;\n};\n\n", body());
    }

    @Test
    void unnamed_members_are_written_in_place_even_if_their_struct_has_a_name() throws IOException {
        int integer = integer("int", 4);
        int unnamed = builder.add(BtfKind.UNION, 0, false, 1, 4);
        builder.word(builder.string("x")).word(integer).word(0);
        int named = struct("named", 4, "y", integer, 0);
        struct("outer", 12, "", unnamed, 0, "", named, 32, "u", unnamed, 64);

        assertEquals(
                "struct named {\n\tint y;\n};\n\n"
                        + "struct outer {\n\tunion {\n\t\tint x;\n\t};\n\tstruct {\n\t\tint y;\n\t};\n"
                        + "\tunion {\n\t\tint x;\n\t} u;\n};\n\n",
                body());
    }

    @Test
    void enums_have_their_size_and_sign() throws IOException {
        enumeration(BtfKind.ENUM, "byte", false, 1, "A", -1);
        enumeration(BtfKind.ENUM, "word", true, 4, "B", -2);
        enumeration(BtfKind.ENUM, "word_unsigned", false, 4, "C", -1);
        enumeration(BtfKind.ENUM, "small_in_8", false, 8, "D", 1);
        enumeration(BtfKind.ENUM64, "least", true, 8, "E", 0, 1 << 31);
        enumeration(BtfKind.ENUM64, "most", false, 8, "F", -1, -1);
        enumeration(BtfKind.ENUM, "", false, 4, "G", 0);
        builder.add(BtfKind.ENUM, builder.string("unknown"), false, 0, 4);

        assertEquals(
                "enum byte {\n\tA = 255,\n} __attribute__((packed));\n\n"
                        + "enum word {\n\tB = -2,\n};\n\n"
                        + "enum word_unsigned {\n\tC = 4294967295,\n};\n\n"
                        + "enum small_in_8 {\n\tD = 1,\n} __attribute__((mode(DI)));\n\n"
                        + "enum least {\n\tE = -9223372036854775807LL - 1,\n};\n\n"
                        + "enum most {\n\tF = 18446744073709551615ULL,\n};\n\n"
                        + "enum unknown;\n\n"
                        + "enum {\n\tG = 0,\n};\n\n",
                body());
    }

    @Test
    void names_that_c_does_not_take_are_changed() throws IOException {
        int integer = integer("int", 4);
        struct("Option<u8>", 12, "default", integer, 0, "0", integer, 32, "\u00e9", integer, 64);

        assertEquals("struct Option_u8_ {\n\tint default_;\n\tint _0;\n\tint _;\n};\n\n", body());
    }

    @Test
    void scalars_that_clang_has_not_are_replaced_by_others_of_their_size() throws IOException {
        struct(
                "scalars",
                40,
                "own",
                integer("u128", 16),
                0,
                "three",
                integer("u24", 3),
                128,
                "f",
                builder.add(BtfKind.FLOAT, builder.string("float"), false, 0, 4),
                160,
                "l",
                builder.add(BtfKind.FLOAT, builder.string("long double"), false, 0, 16),
                192);

        assertEquals(
                "struct scalars {\n\t__int128 own;\n\tstruct { unsigned char bytes[3]; } three;\n\tlong: 8;\n"
                        + "\tfloat f;\n\tstruct { unsigned char bytes[16]; } l;\n} __attribute__((packed));\n\n",
                body());
    }

    @Test
    void the_compilers_own_typedef_gives_way_to_its_type() throws IOException {
        int list = struct("__va_list_tag", 4, "gp_offset", integer("int", 4), 0);
        int builtin = typedef("__builtin_va_list", array(list, 1));
        typedef("va_list", builtin);

        assertEquals(
                "struct __va_list_tag {\n\tint gp_offset;\n};\n\ntypedef struct __va_list_tag va_list[1];\n\n", body());
    }

    @Test
    void member_over_another_is_left_out() throws IOException {
        int integer = integer("int", 4);
        struct("over", 4, "a", integer, 0, "b", integer, 0);

        assertEquals(
                "struct over {\n\tint a;\n\t/* not in C: b at bit 0, where another member is */\n}"
                        + " __attribute__((packed));\n\n",
                body());
    }

    @Test
    void types_that_contain_themselves_are_rejected() {
        struct("self", 4, "a", 1, 0);
        assertThrows(BtfFormatException.class, this::body);
    }

    @Test
    void typedefs_of_each_other_are_rejected() {
        typedef("a", 2);
        typedef("b", 1);
        assertThrows(BtfFormatException.class, this::body);
    }

    @Test
    void pointer_to_itself_is_rejected() {
        typedef("a", 2);
        builder.add(BtfKind.PTR, 0, false, 0, 2);
        assertThrows(BtfFormatException.class, this::body);
    }

    @Test
    void deep_nesting_ends_without_overflowing_the_stack() throws IOException {
        int depth = 100_000;
        for (int i = 1; i < depth; i++) {
            struct("s" + i, 4, "a", i + 1, 0);
        }
        struct("innermost", 4);
        assertTrue(body().contains("struct s1 {"));
    }

    @Test
    void deep_unnamed_nesting_is_rejected() {
        for (int i = 1; i < 100_000; i++) {
            struct("", 4, "a", i + 1, 0);
        }
        struct("", 4);
        typedef("all", 1);
        assertThrows(BtfFormatException.class, this::body);
    }

    @Test
    void unnamed_types_that_double_at_each_level_are_rejected() {
        for (int i = 1; i < 60; i++) {
            struct("", 0, "a", i + 1, 0, "b", i + 1, 0);
        }
        struct("", 0);
        typedef("all", 1);
        BtfFormatException thrown = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThrows(BtfFormatException.class, this::body));
        assertTrue(thrown.getMessage().contains("unnamed types are used too often"), thrown.getMessage());
    }

    @Test
    void damaged_input_ends_in_a_text_or_a_format_exception() throws IOException {
        int texts = 0;
        for (String name : new String[] {"kinds.el.btf", "layouts.eb.btf", "kernel.el.btf"}) {
            byte[] intact = TestData.bytes("btf-small/" + name);
            Random random = new Random(name.hashCode());
            for (int i = 0; i < 3000; i++) {
                byte[] damaged = intact.clone();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    assertFalse(CText.of(damaged).isEmpty());
                    texts++;
                } catch (BtfFormatException e) {
                    assertFalse(e.getMessage().isEmpty());
                }
            }
        }
        assertTrue(texts > 1000, texts + " texts");
    }

    private int integer(String name, int size) {
        int id = builder.add(BtfKind.INT, builder.string(name), false, 0, size);
        builder.word(SIGNED | (size * 8));
        return id;
    }

    private int array(int element, int length) {
        int id = builder.add(BtfKind.ARRAY, 0, false, 0, 0);
        builder.word(element).word(element).word(length);
        return id;
    }

    private int typedef(String name, int type) {
        return builder.add(BtfKind.TYPEDEF, builder.string(name), false, 0, type);
    }

    /** Members as name, type, offset in bits. */
    private int struct(String name, int size, Object... members) {
        int id = builder.add(BtfKind.STRUCT, builder.string(name), false, members.length / 3, size);
        for (int i = 0; i < members.length; i += 3) {
            builder.word(builder.string((String) members[i]));
            builder.word((Integer) members[i + 1]).word((Integer) members[i + 2]);
        }
        return id;
    }

    private void enumeration(BtfKind kind, String name, boolean signed, int size, String constant, int... words) {
        builder.add(kind, builder.string(name), signed, 1, size);
        builder.word(builder.string(constant));
        for (int word : words) {
            builder.word(word);
        }
    }

    private String body() throws IOException {
        return CText.body(builder.build());
    }
}
