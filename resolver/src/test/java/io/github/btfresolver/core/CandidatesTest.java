// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ObjectMaker;
import io.github.btfresolver.testing.SplitText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types of the target are looked at, and what happens when more than one fits. */
class CandidatesTest {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final String LOCAL = "int u32 4; struct s 8 a:u32@0 b:u32@32; ";

    @ParameterizedTest
    @CsvSource({
        "foo___x, foo",
        "foo___x___y, foo___x",
        "x___y___, x",
        "a___b____c, a",
        "foo____x, foo____x",
        "foo_____x, foo_____x",
        "foo___, foo___",
        "___foo, ___foo",
        "a___, a___",
        "a____b___c, a____b",
        "a___b, a",
        "_a___b, _a",
        "a, a",
        "a__b, a__b",
        "___, ___",
        "_____, _____",
        "\u00e4___\u00f6, \u00e4"
    })
    void an_essential_name_is_without_its_flavour(String name, String essential) {
        Btf btf = BtfText.parse("int " + name + " 4", ORDER);
        int offset = btf.nameOffset(1);

        assertEquals(essential, btf.strings().get(offset, EssentialName.length(btf.strings(), offset)));
        assertArrayEquals(new int[] {1}, ids(new CandidateIndex(btf).candidates(btf, 1)));
    }

    /** libbpf's bpf_core_find_cands(): all modules, for what the kernel itself does not have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "struct s 8 a:u32@0 | struct s/m 16 a:u32@64 | struct s/m 16 a:u32@96 | mov 0",
                "struct t 8 a:u32@0 | struct s/m 16 a:u32@64 | struct t/m 16 a:u32@96 | mov 8",
                "struct t 8 a:u32@0 | struct u/m 16 a:u32@64 | struct s/m 16 a:u32@96 | mov 12",
                "struct t 8 a:u32@0 | struct s/m 16 a:u32@64 | struct s/m 32 a:u32@64 | mov 8",
                "struct t 8 a:u32@0 | struct s/m 16 a:u32@64 | struct s/m 16 a:u32@96 | error ambiguous: ",
                "struct t 8 a:u32@0 | struct u/m 16 a:u32@64 | struct t/m 16 a:u32@96 | poison",
            })
    void modules_are_looked_into_where_the_kernel_has_none(String kernel, String one, String other, String expected)
            throws IOException {
        String base = "int u32 4; " + kernel;
        Btf vmlinux = BtfText.parse(base, ORDER);
        List<Btf> modules = new ArrayList<>();
        for (String own : Arrays.asList(one, other)) {
            modules.add(Btf.parseSplit(SplitText.bytes(base, own, ORDER), vmlinux, "module"));
        }
        CandidateIndex index = new CandidateIndex(vmlinux, modules);
        assertEquals(vmlinux, index.kernel());
        assertEquals(modules, index.modules());
        byte[] object = new ObjectMaker(LOCAL, ORDER)
                .relocation("byte_off s 0:0", "mov 0")
                .build();

        Cases.assertOutcome(expected, Cases.relocate(object, ORDER, index).get(0), expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "struct s 4 | struct s 8; struct t 8; struct s/2 4 | 1 3",
                "struct s___a 4 | struct s 8; struct s___b 8; struct s___a 4; struct s____a 4 | 1 2 3",
                "struct s 4 | union s 8; typedef s/t 4; fwd s/f struct; struct /1 4; int s/i 4 | ",
                "union s 4 | struct s 8; union s/u 4 | 2",
                "typedef s void | typedef s 2; struct s/s 8 | 1",
                "fwd s struct | fwd s union; struct s/s 8 | 1",
                "enum e 4 | enum64 e 8; enum e/2 4 | 1 2",
                "enum64 e 8 | enum e 4; enum64 e/2 8; struct e/3 4 | 1 2",
                "int i 4 | int i 8; float i/2 8 | 1",
                "func f 2 1; func_proto /p void | func f 4 1; struct f/s 4; typedef f/t 1; func_proto /p void | 1",
                "struct /1 4 | struct /1 4 | ",
            })
    void candidates_have_the_essential_name_and_the_kind(String local, String target, String ids) {
        int[] found = ids(new CandidateIndex(BtfText.parse(target, ORDER)).candidates(BtfText.parse(local, ORDER), 1));

        String wanted = ids == null ? "[]" : Arrays.toString(ids.split(" ", -1));
        assertEquals(wanted, Arrays.toString(found));
    }

    @ParameterizedTest
    @CsvSource({"s, 1 3 5", "s___a, 1 3 5", "st, 2 6", "st___b, 2 6"})
    void of_names_that_are_asked_for_the_same_are_found(String name, String ids) {
        Btf target = BtfText.parse(
                "struct s 4; struct st 4; struct s___b 8; struct sx 4; struct s___ab 4; struct st___b 8; struct stu 4; struct t 4",
                ORDER);
        Btf local = BtfText.parse("struct " + name + " 4; struct t 4; struct s____x 4", ORDER);
        RootNames roots = RootNames.of(Collections.emptyList()).and(Arrays.asList("s", "st"));
        CandidateIndex index = new CandidateIndex(target, Collections.emptyList(), roots);

        assertEquals(Arrays.toString(ids.split(" ", -1)), Arrays.toString(ids(index.candidates(local, 1))));
        assertArrayEquals(ids(new CandidateIndex(target).candidates(local, 1)), ids(index.candidates(local, 1)));
        // that there were none would be wrong
        assertThrows(IllegalArgumentException.class, () -> index.candidates(local, 2));
        assertThrows(IllegalArgumentException.class, () -> index.candidates(local, 3));
    }

    @Test
    void thousands_of_candidates_come_in_ascending_order() {
        StringBuilder target = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            target.append(i % 3 == 0 ? "struct s/" : "union s/").append(i).append(" 4;");
        }
        int[] found = ids(new CandidateIndex(BtfText.parse(target.toString(), ORDER))
                .candidates(BtfText.parse("struct s 4", ORDER), 1));

        assertEquals(1000, found.length);
        for (int i = 0; i < found.length; i++) {
            assertEquals(3 * i + 1, found[i]);
        }
    }

    /** As many types as the largest known kernel BTF has, which was never deduplicated; in order of name or not. */
    @Test
    void more_than_half_a_million_types_are_indexed() throws IOException {
        BtfBuilder builder = new BtfBuilder(ORDER);
        for (int i = 0; i < 600_000; i++) {
            builder.add(BtfKind.FLOAT, builder.string("f" + i % 1000), false, 0, 4);
        }
        CandidateIndex index = new CandidateIndex(Btf.parse(builder.build(), "large"));

        int[] found = ids(index.candidates(BtfText.parse("float f7___x 4", ORDER), 1));
        assertEquals(600, found.length);
        assertEquals(8, found[0]);
        assertEquals(599_008, found[599]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // several types of one name: equal results agree, others are ambiguous
                "byte_off s 0:1 | mov 4 | struct s/1 16 b:u32@64; struct s/2 20 b:u32@64 | mov 8",
                "byte_off s 0:1 | mov 4 | struct s/1 16 a:u32@64; struct s/2 16 b:u32@64 | mov 8",
                "byte_off s 0:1 | mov 4 | struct s/1 16 b:u32@64; struct s/2 16 b:u32@96 | error ambiguous: type 3 of text and type 4 of text both match",
                // the offset counts even where the value is another, and mere existence does
                "byte_sz s 0:1 | mov 4 | struct s/1 16 b:u32@64; struct s/2 16 b:u32@96 | error ambiguous",
                "field_exists s 0:1 | mov 1 | struct s/1 16 b:u32@64; struct s/2 16 b:u32@96 | error both match, at different offsets (64, 96 bits)",
                "field_exists s 0:1 | mov 1 | struct s/1 16 b:u32@64; struct s/2 16 | mov 1",
                // the size of the load is the first one's
                "byte_off s 0:1 | ldxw 4 | struct s/1 16 b:u8@64; struct s/2 16 b:u32@64 | ldxb 8",
                "byte_off s 0:1 | ldxw 4 | struct s/1 16 b:u32@64; struct s/2 16 b:u8@64 | ldxw 8",
                "byte_sz s 0:1 | mov 4 | struct s/1 16 b:u32@64; struct s/2 16 b:u8@64 | error ambiguous",
                // whole types
                "target_type_id s 0 | mov 9 | struct s/1 16; struct s/2 16 | error ambiguous: type 3 of text and type 4 of text both match",
                "type_exists s 0 | mov 1 | struct s/1 16; struct s/2 20 | mov 1",
                "type_size s 0 | mov 8 | struct s/1 16; struct s/2 16 | mov 16",
                "type_size s 0 | mov 8 | struct s/1 16; struct s/2 20 | error with different results (16, 20)",
                "type_matches s 0 | mov 1 | struct s/1 16; struct s/2 16 a:u32@0 b:u32@8 | mov 1",
            })
    void what_fits_several_types_must_come_to_the_same(
            String relocation, String instruction, String target, String expected) {
        Cases.check(expected, LOCAL, relocation, instruction, "int u8 1; int u32 4; " + target);
    }

    @Test
    void enumerators_of_several_enums_must_have_one_value() {
        String local = "enum e 4 A=1";
        Cases.check("mov 7", local, "enumval_value e 0", "mov 1", "enum e/1 4 A=7; enum64 e/2 8 B=1 A=7; enum e/3 4");
        Cases.check("error ambiguous", local, "enumval_value e 0", "mov 1", "enum e/1 4 A=7; enum e/2 4 A=8");
        Cases.check("mov 1", local, "enumval_exists e 0", "mov 1", "enum e/1 4 A=7; enum e/2 4 A=8");
    }

    /** The first relocation that finds something settles which of the types are meant. */
    @Test
    void candidates_shrink_to_those_that_fitted() {
        String twoTypes = "int u32 4; struct s/1 8 a:u32@32; struct s/2 16 a:u32@32 b:u32@64; struct s/3 16 b:u32@96";

        assertResults(
                "mov 4 | mov 8 | error ambiguous",
                twoTypes.replace("struct s/3 16 b:u32@96", "struct s/3 16 a:u32@32 b:u32@64"),
                "byte_off s 0:0 | byte_off s 0:1 | target_type_id s 0");
        assertResults("mov 4 | mov 8 | mov 3", twoTypes, "byte_off s 0:0 | byte_off s 0:1 | target_type_id s 0");
        // two structs that a field each is in: the order of the relocations decides, and the second one is poisoned
        String oneEach = "int u32 4; struct s/1 8 a:u32@32; struct s/2 16 b:u32@64";
        assertResults("mov 8 | poison", oneEach, "byte_off s 0:1 | byte_off s 0:0");
        assertResults("mov 4 | poison", oneEach, "byte_off s 0:0 | byte_off s 0:1");
    }

    @Test
    void candidates_that_do_not_fit_at_all_stay() {
        String target = "int u32 4; struct s/1 8 a:u32@32; struct s/2 8 a:u32@32";
        assertResults("poison | mov 4", target, "byte_off s 0:1 | byte_off s 0:0");
    }

    @Test
    void each_local_type_has_candidates_of_its_own() {
        String local = "int u32 4; struct s___1 4 a:u32@0; struct s___2 4 b:u32@0";
        String target = "int u32 4; struct s/1 8 a:u32@32; struct s/2 16 b:u32@64";
        byte[] object = new ObjectMaker(local, ORDER)
                .relocation("byte_off s___1 0:0", "mov 0")
                .relocation("byte_off s___2 0:0", "mov 0")
                .build();

        assertEquals(Arrays.asList("mov 4", "mov 8"), Cases.relocate(object, target, ORDER));
    }

    @Test
    void a_type_without_a_name_cannot_be_looked_for() {
        Cases.check(
                "error <byte_off> [1] struct <anon> (0): the type has no name to look for in the target",
                "struct /1 4",
                "byte_off /1 0",
                "mov 0",
                "struct /1 4");
        Cases.check("mov 1", "struct /1 4", "local_type_id /1 0", "mov 0", "struct /1 4");
    }

    @Test
    void void_is_no_type_to_relocate() {
        Cases.check("error has no size", LOCAL, "byte_off void 0", "mov 0", LOCAL);
        Cases.check("error no name to look for", LOCAL, "type_exists void 0", "mov 0", LOCAL);
    }

    /** An unsized type behind the name is an error, not merely no match, and keeps others from being tried. */
    @ParameterizedTest
    @CsvSource({"fwd /x struct", "func_proto /x void", "typedef /x void"})
    void a_target_typedef_of_something_without_size_is_an_error(String unsized) {
        Cases.check(
                "error typedef t leads to ",
                "int u32 4; typedef t s; struct s 4 a:u32@0",
                "byte_off t 0:0",
                "mov 0",
                unsized + "; typedef t /x; int u32 4; struct s 4 a:u32@0; typedef t/2 s");
    }

    private static void assertResults(String expected, String target, String relocations) {
        List<String> results = relocate(target, relocations);
        String[] wanted = expected.split(" \\| ", -1);
        assertEquals(wanted.length, results.size());
        for (int i = 0; i < wanted.length; i++) {
            Cases.assertOutcome(wanted[i], results.get(i), relocations + " against " + target);
        }
    }

    private static List<String> relocate(String target, String relocations) {
        ObjectMaker object = new ObjectMaker(LOCAL, ORDER);
        for (String relocation : relocations.split(" \\| ", -1)) {
            object.relocation(relocation, relocation.endsWith("0:1") ? "mov 4" : "mov 0");
        }
        return Cases.relocate(object.build(), target, ORDER);
    }

    private static int[] ids(List<Candidate> candidates) {
        return candidates.stream().mapToInt(candidate -> candidate.id).toArray();
    }
}
