// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three relations between a local and a target type, loose to strict: each row one pair of types. */
class CompatibilityTest {
    private static final String TYPES = "int u32 4; int u64 8; int s32 4 signed; int ch 1 char; int bo 1 bool;"
            + "int legacy 4 bits=3 offset=5; int odd 4 bits=3; float f4 4; float f8 8;"
            + "struct s 4 a:u32@0; struct s___x 8 a:u64@0; struct r 4 a:u32@0; struct / 4 b:u32@0; union u 4 a:u32@0;"
            + "enum e 4 A=1; enum64 e64 8 A=1; enum64 e/64 8 A=1; enum e___x 4 A=1; enum /e 4 A=1; enum e2 4 A=1 B=2;"
            + "enum e/1 1 A=1; enum e/8 8 A=1; enum e/ab 4 A___x=7 B=8; enum e/b 4 B=8; enum e/empty 4;"
            + "fwd w struct; fwd w___x struct; fwd /w struct; fwd w/u union; fwd s/f struct; fwd u/f union; fwd s/u union;"
            + "ptr pv void; ptr p32 u32; ptr p64 u64; ptr ps s; ptr pr r; ptr psf s/f; ptr puf u/f; ptr psu s/u; ptr pu u;"
            + "ptr pp32 p32; ptr pa a2; ptr pc c;"
            + "array a2 u32 2; array a3 u32 3; array a2s s32 2; array a2l u64 2 u64; array a22 a2 2; array aps ps 2;"
            + "const c u32; volatile v c; restrict rp p32; type_tag g p32; typedef t u32; typedef t2 v; typedef tf fp;"
            + "func_proto fp u32 x:u32 y:s; func_proto fp2 u32 z:u32 y:s; func_proto fp3 u32 x:u32;"
            + "func_proto fp4 u64 x:u32 y:s; func_proto fp5 u32 x:ps y:s; func_proto fp6 u32 x:pr y:s;"
            + "func_proto fpv void; ptr pfp fp; ptr pfp6 fp6; ptr pfp5 fp5; func fn fp 1; var va u32 1; "
            + "struct st 4 a:u32@0 b:s@32; struct st/rev 4 b:s@0 x:u32@0 a:u32@0; struct st/few 4 a:u32@0;"
            + "struct st/mod 4 a:t@0 b:s___x@0; struct st/ptr 4 a:u32@0 b:ps@0; struct st/flav 4 a___y:u32@0 b___z:s@9;"
            + "struct st/anon 4 :s@0; struct st/anon2 8 :u32@0 :s@32; struct st/bits 4 a:u32@0/3 b:s@32;"
            + "struct st/dup 9 b:u64@0 b:s@1 a:u32@0; union st/un 4 a:u32@0 b:s@0; ptr pst st; ptr pstfew st/few; "
            + "int u32/8 8; int u32/signed 4 signed; int u32/ch 4 char; enum u32/e 4 A=1; union s/un 4 a:u32@0; ptr psun s/un;"
            // an enumerator's name, and behind the enum a type of that name
            + "enum en 4 n=1; enum en/m 4 m=1; fwd n struct;";

    @ParameterizedTest
    @CsvSource({
        // composites in any mix, whatever their names and contents
        "s, s, yes",
        "s, r, yes",
        "s, u, yes",
        "u, /, yes",
        "s, s/f, no",
        "s/f, s, no",
        "s, u32, no",
        "p32, p64, yes",
        "pv, ps, yes",
        "f4, f8, yes",
        "p32, u64, no",
        "f4, u32, no",
        "w, w, yes",
        "w, w/u, yes",
        "w, w___x, yes",
        "w, /w, yes",
        "/w, w, yes",
        "w, s/f, no",
        "e, e, yes",
        "e, e___x, yes",
        "e, e/1, yes",
        "e, /e, yes",
        "/e, e, yes",
        "e, e2, no",
        "e, e64, no",
        "e, e/64, yes",
        "e/64, e, yes",
        "e, u32, no",
        "u32, u64, yes",
        "u32, s32, yes",
        "u32, ch, yes",
        "u32, bo, yes",
        "u32, legacy, no",
        "legacy, u32, no",
        "legacy, legacy, no",
        "u32, odd, yes",
        "a2, a3, yes",
        "a2, a2s, yes",
        "a2, a22, no",
        "a22, a22, yes",
        "a2, u32, no",
        "aps, aps, yes",
        "c, u32, yes",
        "u32, t2, yes",
        "t, v, yes",
        "rp, p64, yes",
        "g, pv, yes",
        "void, void, no",
        "fp, fp, no",
        "void, u32, no",
        "fn, fn, no",
        "va, va, no"
    })
    void fields(String local, String target, String expected) {
        // existence alone, because not every type here has a size
        Cases.check(
                expected.equals("yes") ? "mov 1" : "mov 0",
                TYPES + "struct root 99 f:" + local + "@0",
                "field_exists root 0:0",
                "mov 1",
                TYPES + "struct root 99 f:" + target + "@64");
    }

    @ParameterizedTest
    @CsvSource({
        "void, void, yes",
        "void, u32, no",
        "s, r, yes",
        "s, s/f, no",
        "s, u, no",
        "u, u, yes",
        "e, e2, yes",
        "e, e/64, yes",
        "e, u32, no",
        "w, s/f, yes",
        "w, w/u, yes",
        "w, s, no",
        "u32, u64, yes",
        "u32, s32, yes",
        "u32, legacy, no",
        "legacy, legacy, no",
        "p32, p64, yes",
        "ps, pu, no",
        "pp32, p32, no",
        "p32, pc, yes",
        "psf, ps, no",
        "ps, pr, yes",
        "a2, a3, yes",
        "a2, a2l, yes",
        "a2, a22, no",
        "a2, aps, no",
        "pa, pa, yes",
        "fp, fp, yes",
        "fp, fp2, yes",
        "fp, fp3, no",
        "fp, fp4, yes",
        "fp, fp5, no",
        "fp5, fp6, yes",
        "fp, fpv, no",
        "pfp, pfp, yes",
        "fpv, fpv, yes",
        "f4, f4, no",
        "fn, fn, no",
        "va, va, no",
        "t, c, yes",
        "t2, u32, yes",
        "g, rp, yes"
    })
    void types_for_existence_and_size(String local, String target, String expected) {
        checkType("type_exists", local, target, expected);
    }

    @ParameterizedTest
    @CsvSource({
        // names agree after typedefs are followed; an empty name only with an empty one
        "u32, u32, yes",
        "u32, t, yes",
        "t, c, yes",
        "u32, u64, no",
        "u32, s32, no",
        "u32, u32/8, no",
        "u32, u32/signed, no",
        "u32/signed, u32/signed, yes",
        "u32, u32/ch, yes",
        "u32, u32/e, no",
        "ch, bo, no",
        "void, void, yes",
        "void, u32, no",
        "void, p32, no",
        "u32, void, no",
        // forward declarations: behind pointers they stand for the type, elsewhere not
        "w, w, yes",
        "w, w/u, no",
        "w, w___x, yes",
        "s/f, s, no",
        "psf, ps, yes",
        "psf, pu, no",
        "psu, ps, no",
        "puf, pu, yes",
        "ps, psf, yes",
        "ps, psu, no",
        "pu, puf, yes",
        "psf, psu, no",
        "psf, psf, yes",
        "psf, pr, no",
        // enums: local enumerators, by name
        "e, e, yes",
        "e, e___x, yes",
        "e, e2, no",
        "e, /e, no",
        "/e, e, no",
        "/e, /e, yes",
        "e, e/1, no",
        "e, e/64, no",
        "e/8, e/64, yes",
        "e/64, e/8, yes",
        "e, e/ab, yes",
        "e/ab, e, no",
        "e, e/b, no",
        "en, en/m, no",
        "e, e/empty, no",
        "e/empty, e, yes",
        "e, u32, no",
        // composites: local members, by name and type
        "s, s, yes",
        "s, s___x, no",
        "s, r, no",
        "s, u, no",
        "st, st, yes",
        "st, st/rev, yes",
        "st, st/few, no",
        "st/few, st, yes",
        "st, st/mod, no",
        "st, st/ptr, no",
        "st, st/flav, yes",
        "st/flav, st, yes",
        "st, st/un, no",
        "st, st/bits, yes",
        "st/bits, st, yes",
        "st/anon, st/anon2, yes",
        "st/anon, st, no",
        "st, st/dup, yes",
        // behind a pointer their members do not matter
        "ps, ps, yes",
        "pst, pstfew, yes",
        "pstfew, pst, yes",
        "ps, pr, no",
        "ps, psun, no",
        "p32, p64, no",
        "p32, p32, yes",
        "pp32, pp32, yes",
        "p32, pc, yes",
        "p32, u32, no",
        "pv, pv, yes",
        "pv, p32, no",
        "pv, pp32, no",
        "p32, pv, no",
        "a2, a2, yes",
        "a2, a3, no",
        "a2, a2s, no",
        "a22, a22, yes",
        "aps, aps, yes",
        "fp, fp, yes",
        "fp, fp2, yes",
        "fp, fp3, no",
        "fp, fp4, no",
        "fp5, fp6, no",
        "pfp5, pfp5, yes",
        "pfp5, pfp6, no",
        "f4, f4, no",
        "fn, fn, no",
        "rp, g, yes"
    })
    void types_for_type_matches(String local, String target, String expected) {
        checkType("type_matches", local, target, expected);
    }

    /** As libbpf: 32 links of a chain, and 32 levels of types in types. */
    @ParameterizedTest
    @CsvSource({
        "type_exists, 31, 0, mov 1",
        "type_exists, 32, 0, error is a chain of more than 32 types",
        "type_matches, 31, 0, mov 1",
        "type_matches, 32, 0, error is nested more than 32 levels deep",
        "type_exists, 1, 32, mov 1",
        "type_exists, 1, 33, error function prototypes nested more than 32 levels deep",
        "type_matches, 1, 31, mov 1",
        "type_matches, 1, 32, error is nested more than 32 levels deep",
    })
    void links_and_levels_are_counted(String kind, int pointers, int prototypes, String expected) {
        StringBuilder types = new StringBuilder("typedef root p0;");
        for (int i = 0; i < pointers; i++) {
            types.append("ptr p" + i + " p" + (i + 1) + ";");
        }
        types.append("typedef p" + pointers + " f0;");
        for (int i = 0; i < prototypes; i++) {
            types.append("func_proto f" + i + " void x:f" + (i + 1) + ";");
        }
        types.append(prototypes == 0 ? "int f0 4" : "func_proto f" + prototypes + " void");
        Cases.check(expected, types.toString(), kind + " root 0", "mov 1", types.toString());
    }

    /** Work is bounded, but not so that the kernel's largest enums could not be compared. */
    @Test
    void enums_of_thousands_of_enumerators_can_match() {
        StringBuilder local = new StringBuilder("enum s 4");
        StringBuilder target = new StringBuilder("enum s 4");
        for (int i = 0; i < 4000; i++) {
            target.append(" N").append(i).append("=1");
            if (i % 4 == 0) {
                local.append(" N").append(i).append("=1");
            }
        }
        Cases.check("mov 1", local.toString(), "type_matches s 0", "mov 1", target.toString());
    }

    /** A struct and its member are two levels. */
    @ParameterizedTest
    @CsvSource({"31, mov 1", "32, error is nested more than 32 levels deep"})
    void structs_in_structs_are_levels_too(int structs, String expected) {
        StringBuilder types = new StringBuilder("typedef root s0;");
        for (int i = 0; i < structs; i++) {
            types.append("struct s" + i + " 4 a:s" + (i + 1) + "@0;");
        }
        types.append("int s" + structs + " 4");
        Cases.check(expected, types.toString(), "type_matches root 0", "mov 1", types.toString());
    }

    /** Typedefs of one name, so that the pair itself need not have equal names to be compared. */
    private static void checkType(String kind, String local, String target, String expected) {
        Cases.check(
                expected.equals("yes") ? "mov 1" : "mov 0",
                TYPES + "typedef root " + local,
                kind + " root 0",
                "mov 1",
                TYPES + "typedef root " + target);
    }
}
