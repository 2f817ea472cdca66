// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declarations of the C header: qualifiers, tags, names, order, and how far types may be within each other. */
class CDeclarationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volatile /v int; ptr p /v; restrict /r p; typedef t /r | volatile int *restrict t",
                "ptr p int; const /c p; typedef t /c | int *const t",
                "volatile /v int; const /c /v; typedef t /c | const volatile int t",
                // const of the array and of its elements is the same: said once
                "const /c int; array a /c 2; const /d a; typedef t /d | const int t[2]",
                // C has no qualified functions
                "func_proto p int a:int; const /c p; typedef t /c | int t(int)",
                // the tag is of the inner pointer, not of what that points to
                "ptr p int; type_tag rcu p; ptr q rcu; typedef t q"
                        + " | int *__attribute__((btf_type_tag(\"rcu\"))) *t",
                // nothing of a tag may end its string
                "type_tag a\"b\\c~[d] int; ptr p 2; typedef t p | int __attribute__((btf_type_tag(\"a_b_c [d]\"))) *t",
            })
    void declarations(String types, String text) throws IOException {
        assertEquals("typedef " + text + ";\n\n", CText.body("int int 4 signed; " + types, ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void unnamed_types_stand_where_they_are_used_and_only_there() throws IOException {
        assertEquals(
                "typedef void t(struct {\n\t\tint x;\n\t});\n\n",
                CText.body(
                        "int int 4 signed; struct /s 4 x:int@0; func_proto p void a:/s; typedef t p",
                        ByteOrder.LITTLE_ENDIAN));
        assertEquals(
                "typedef enum {\n\tA = 1,\n} t;\n\n",
                CText.body("enum /e 4 A=1; typedef t /e", ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void nothing_of_an_attribute_can_end_it() throws IOException {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        int tag = builder.add(BtfKind.TYPE_TAG, builder.string("f(1), g_2; \"[x]"), true, 0, 0);
        builder.add(BtfKind.TYPEDEF, builder.string("t"), false, 0, builder.add(BtfKind.PTR, 0, false, 0, tag));

        assertEquals("typedef void __attribute__((f(1), g_2_ __x_)) *t;\n\n", CText.body(builder.build()));
    }

    @Test
    void type_that_is_only_declared_keeps_its_kind() throws IOException {
        assertEquals(
                "struct s;\n\ntypedef struct s *a;\n\nunion u;\n\ntypedef union u *b;\n\n",
                CText.body(
                        "fwd s struct; ptr p s; typedef a p; fwd u union; ptr q u; typedef b q",
                        ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void member_by_typedef_has_its_struct_before_and_a_pointer_by_typedef_not() throws IOException {
        String rest = "; typedef t in; struct in 4 a:int@0; int int 4 signed; ptr p t";
        assertEquals(
                "struct in;\n\ntypedef struct in t;\n\nstruct in {\n\tint a;\n};\n\nstruct s {\n\tt in;\n};\n\n",
                CText.body("struct s 4 in:t@0" + rest, ByteOrder.LITTLE_ENDIAN));
        assertEquals(
                "struct in;\n\ntypedef struct in t;\n\nstruct s {\n\tt *in;\n};\n\nstruct in {\n\tint a;\n};\n\n",
                CText.body("struct s 8 in:p@0" + rest, ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void names_keep_what_c_allows_and_end_where_the_kernel_ends_them() throws IOException {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        builder.add(BtfKind.STRUCT, builder.string("azAZ_09`{@[/:"), false, 0, 0);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 512; i++) {
            name.append('x');
        }
        builder.add(BtfKind.STRUCT, builder.string(name + "y"), false, 0, 0);

        assertEquals("struct azAZ_09______ {\n};\n\nstruct " + name + " {\n};\n\n", CText.body(builder.build()));
    }

    @Test
    void chains_of_256_are_written_and_longer_ones_refused() throws IOException {
        StringBuilder pointers = new StringBuilder("typedef t 2");
        for (int id = 2; id < 2 + 256; id++) {
            pointers.append("; ptr p").append(id).append(' ').append(id + 1);
        }
        accepted(pointers + "; int int 4", "typedef int ****", "*t;\n\n");
        refused(pointers + "; ptr last 259; int int 4", "more than 256 pointers, arrays and qualifiers");

        StringBuilder functions = new StringBuilder("typedef t 2");
        for (int id = 2; id < 2 + 256; id += 2) {
            functions.append("; ptr p").append(id).append(' ').append(id + 1);
            functions.append("; func_proto f").append(id).append(' ').append(id + 2);
        }
        accepted(functions + "; int int 4", "typedef int (*(*(*", ")(void))(void);\n\n");
        refused(functions + "; ptr last 259; int int 4", "more than 256 pointers, arrays and functions");
    }

    @Test
    void types_within_each_other_end_at_64_levels() throws IOException {
        StringBuilder structs = new StringBuilder("typedef t 2");
        for (int id = 2; id < 2 + 64; id++) {
            structs.append("; struct /s")
                    .append(id)
                    .append(" 0 a:")
                    .append(id + 1)
                    .append("@0");
        }
        accepted(structs + "; struct /end 0", "typedef struct {\n\tstruct {\n\t\tstruct {", "} a;\n} t;\n\n");
        refused(structs + "; struct /last 0 a:67@0; struct /end 0", "more than 64 unnamed types within each other");

        StringBuilder prototypes = new StringBuilder("typedef t 2");
        for (int id = 2; id < 2 + 63; id++) {
            prototypes.append("; func_proto p").append(id).append(" void a:").append(id + 1);
        }
        accepted(prototypes + "; func_proto end void", "typedef void t(void (void (", "(void)))))))");
        refused(
                prototypes + "; func_proto last void a:66; func_proto end void",
                "more than 64 prototypes within each other");
    }

    /** 200 enumerators in each of 100 places, and prototypes that double 16 times: small files, long texts. */
    @Test
    void what_is_written_again_and_again_is_refused() {
        StringBuilder enums = new StringBuilder("enum /e 4");
        for (int i = 0; i < 200; i++) {
            enums.append(" A").append(i).append("=0");
        }
        enums.append("; struct s 400");
        for (int i = 0; i < 100; i++) {
            enums.append(" m").append(i).append(":/e@").append(32 * i);
        }
        refused(enums.toString(), "unnamed types are used too often");

        StringBuilder prototypes = new StringBuilder("typedef t 2");
        for (int id = 2; id < 2 + 16; id++) {
            prototypes.append("; func_proto p").append(id).append(" void");
            prototypes.append(" a:").append(id + 1).append(" b:").append(id + 1);
        }
        refused(prototypes + "; func_proto end void", "unnamed types are used too often");
    }

    private static void accepted(String types, String start, String part) throws IOException {
        String body = CText.body(types, ByteOrder.LITTLE_ENDIAN);
        assertTrue(body.startsWith(start) && body.contains(part), body);
    }

    private static void refused(String types, String message) {
        BtfFormatException thrown =
                assertThrows(BtfFormatException.class, () -> CText.body(types, ByteOrder.LITTLE_ENDIAN));
        assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    }
}
