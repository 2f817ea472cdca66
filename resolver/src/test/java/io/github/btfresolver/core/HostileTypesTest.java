// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that no compiler makes: cycles, and small graphs with an astronomical number of ways through them. */
class HostileTypesTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String INTS = "int u32 4; int u64 8;";
    private static final int DEEP = 40;

    /** A chain of structs, each with two unnamed members of the next: 2^40 ways to look for a member. */
    @Test
    void unnamed_members_of_the_same_type_twice() {
        String doubled = chain("struct /%d 8 :/%e@0 :/%e@32", "struct /40 8 a:u32@0") + "struct s 8 :/0@0";

        check("error comparing the types takes more than", "struct s 8 b:u32@0", "byte_off s 0:0", doubled);
        // what is there is found before that
        check("mov 0", "struct s 8 a:u32@0", "byte_off s 0:0", doubled);
    }

    @Test
    void a_member_of_an_unnamed_member_of_its_own_type() {
        String own = "struct s 8 :s@0 a:u32@0";
        String error = "error the way to the field in the target has more than 64 steps, in struct s";
        check(error, "struct s 8 a:u32@0", "byte_off s 0:0", own);
        check(error, "struct s 8 b:u32@0", "byte_off s 0:0", own + " :s@8");
    }

    @Test
    void a_local_path_through_a_struct_in_itself_ends_with_the_access_string() {
        check("mov 12", "struct s 8 a:s@32 x:u32@0", "byte_off s 0:0:0:0", "struct s 8 a:s@32", "mov 12");
    }

    @Test
    void matching_structs_with_members_of_the_same_type_twice() {
        // the innermost differ, so that every way is tried
        String local =
                chain("struct n%d 8 a:n%e@0 b:n%e@0", "struct n40 8 a:u32@0").replace("n0 ", "s ");
        String shallow = local.replace("struct n28 8 a:n29@0 b:n29@0", "struct n28 8 a:u32@0 b:u32@0");
        String target = doubleMembers(shallow.replace("a:u32@0 b:u32@0", "a:u32@0 b:u64@0"));

        check("error comparing the types takes more than", shallow, "type_matches s 0", target);
        check("error struct n32 is nested more than 32 levels deep", local, "type_matches s 0", local);
    }

    /** Each member stands in the target twice, so that a mismatch below is looked at again from the second. */
    private static String doubleMembers(String types) {
        return types.replaceAll("a:(n\\d+)@0", "a:$1@0 a:$1@0").replaceAll("b:(n\\d+)@0", "b:$1@0 b:$1@0");
    }

    @Test
    void matching_a_struct_that_contains_itself() {
        check("error nested more than 32 levels deep", "struct s 8 a:s@0", "type_matches s 0", "struct s 8 a:s@0");
        // as real C can have it: a function that takes the struct in which a pointer to it lies
        String function = "struct s 8 f:p@0; ptr p f; func_proto f void x:s";
        check("mov 1", function, "type_matches s 0", function);
    }

    @Test
    void prototypes_whose_parameters_are_prototypes_twice() {
        String prototypes = chain("ptr p%d f%d; func_proto f%d void x:p%e y:p%e", "ptr p40 u32");
        String deep = prototypes + "typedef s p0";
        check("error function prototypes nested more than 32 levels deep", deep, "type_exists s 0", deep);
        check("error nested more than 32 levels deep", deep, "type_matches s 0", deep);
        String few = prototypes + "typedef s p12";
        check("error comparing the types takes more than", few, "type_exists s 0", few);
        check("error comparing the types takes more than", few, "type_matches s 0", few);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "typedef s s",
                "typedef s c; const c v; volatile v r; restrict r g; type_tag g s",
            })
    void typedefs_and_modifiers_in_a_circle(String cycle) {
        String error = "error type 3: typedefs and modifiers form a cycle or a chain of more than 256";
        for (String relocation : new String[] {"byte_off s 0", "type_exists s 0", "type_matches s 0"}) {
            check(relocation.startsWith("byte") ? error : "error form a cycle", cycle, relocation, cycle);
            String sane = "typedef s u32";
            check("error form a cycle", sane, relocation, cycle);
        }
        check("error enumval_value", cycle, "enumval_value s 0", cycle);
        check("error has no size", cycle, "type_size s 0", "int x 4");
    }

    @Test
    void pointers_and_arrays_in_a_circle() {
        String pointer = "ptr p p; typedef s p";
        check("error typedef s is a chain of more than 32 types", pointer, "type_exists s 0", pointer);
        check("error typedef s is nested more than 32 levels deep", pointer, "type_matches s 0", pointer);
        String array = "array a a 1; typedef s a; struct r 8 x:s@0 y:u32@0";
        check("error typedef s is a chain of more than 32 types", array, "type_exists s 0", array);
        check("error array <anon> in object has no size", array, "byte_off r 0:0", "int x 4");
        check("error arrays form a cycle", array, "field_exists r 0:0", array);
    }

    @Test
    void long_but_straight_chains_are_followed() {
        String chain = links(255);
        check("mov 4", chain, "byte_off s 0:0:1", "struct s 8 a:t@0; struct t 8 x:u32@0 y:u32@32", "mov 4");
        check("error chain of more than 256", links(257), "byte_off s 0:0:1", "struct s 8");
    }

    private static String links(int count) {
        StringBuilder types = new StringBuilder("struct s 8 a:c0@0;");
        for (int i = 0; i < count; i++) {
            types.append("const c").append(i).append(i == count - 1 ? " t;" : " c" + (i + 1) + ";");
        }
        return types + "struct t 8 x:u32@0 y:u32@32";
    }

    @Test
    void enums_of_many_enumerators_without_a_common_one() {
        StringBuilder local = new StringBuilder("enum s 4");
        StringBuilder target = new StringBuilder("enum s 4");
        for (int i = 0; i < 20000; i++) {
            local.append(i == 19999 ? " B=1" : " A=1");
            target.append(i == 0 ? " C=1" : i == 19999 ? " A=1" : " C=2");
        }
        check("error comparing the types takes more than", local.toString(), "type_matches s 0", target.toString());
    }

    private static String chain(String link, String end) {
        StringBuilder types = new StringBuilder();
        for (int i = 0; i < DEEP; i++) {
            types.append(link.replace("%d", "" + i).replace("%e", "" + (i + 1))).append(';');
        }
        return types + end + ";";
    }

    private static void check(String expected, String local, String relocation, String target) {
        check(expected, local, relocation, target, relocation.startsWith("type") ? "mov 1" : "mov 0");
    }

    private static void check(String expected, String local, String relocation, String target, String instruction) {
        assertTimeoutPreemptively(
                LIMIT,
                () -> Cases.check(
                        expected, INTS + local, relocation, instruction, INTS + target, ByteOrder.LITTLE_ENDIAN));
    }
}
