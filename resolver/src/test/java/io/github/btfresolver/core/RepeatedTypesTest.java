// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.testing.BtfText;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedTypesTest {
    private static final String INT = "int int 4; int long 8; ";

    private static String repeated(String text) {
        Btf btf = BtfText.parse(text, ByteOrder.LITTLE_ENDIAN);
        return RepeatedTypes.of(btf, RootNames.all(btf)).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int i/N 4 signed",
                "float f/N 8",
                "fwd s/N union",
                "enum e/N 4 A=1 B=2",
                "enum64 e/N 8 A=1 B=2",
                "struct s/N 8 a:int@0 b:int@32",
                "struct s/N 8 a:int@0/3 b:int@3/4",
                "typedef t/N long",
            })
    void of_equal_ones_two_stay(String type) {
        String first = type.replace("/N", "/1") + "; ";
        String others = type.replace("/N", "/2") + "; " + type.replace("/N", "/3") + "; " + type.replace("/N", "/4");

        assertEquals("{5, 6}", repeated(INT + first + others));
    }

    /** A type, how a third one differs, and what both refer to. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int i/N 4 signed              | int i/N 4                         | ",
                "int i/N 4 signed              | int i/N 8 signed                  | ",
                "float f/N 8                   | float f/N 4                       | ",
                "fwd s/N union                 | fwd s/N struct                    | ",
                "struct s/N 4                  | union s/N 4                       | ",
                "struct s/N 4                  | struct s/N 8                      | ",
                "struct s/N 4                  | struct s___a/N 4                  | ",
                "struct s/N 4                  | fwd s/N struct                    | ",
                "struct s/N 8 a:int@0          | struct s/N 8 b:int@0              | ",
                "struct s/N 8 a:int@0          | struct s/N 8 a:int@32             | ",
                "struct s/N 8 a:int@0          | struct s/N 8 a:long@0             | ",
                "struct s/N 8 a:int@0          | struct s/N 8 a:int@0 b:int@32     | ",
                "struct s/N 8 a:int@0          | struct s/N 8 kflag a:int@0        | ",
                "struct s/N 8 a:int@0/3        | struct s/N 8 a:int@0/4            | ",
                "struct s/N 8 a:int@0          | struct s/N 8 a:void@0             | ",
                "enum e/N 4 A=1                | enum e/N 8 A=1                    | ",
                "enum e/N 4 A=1                | enum e/N 4 A=2                    | ",
                "enum e/N 4 A=1                | enum e/N 4 B=1                    | ",
                "enum e/N 4 A=1                | enum e/N 4 signed A=1             | ",
                "enum64 e/N 8 A=1              | enum64 e/N 8 A=4294967297         | ",
                "typedef t/N long              | typedef t/N int                   | ",
                "typedef t/N long              | typedef t/N void                  | ",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | array /x int 3; array /y int 4",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | array /x int 3; array /y long 3",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | array /x int 3; array /y int 3 long",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | const /x int; volatile /y int",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | struct /x 4 i:int@0; struct /y 4 j:int@0",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x int; ptr /y long",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x int; ptr /y void",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x p; ptr /y q; struct p 4; struct q 4",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x p/1; ptr /y p/2; struct p/1 4; union p/2 4",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x p/1; ptr /y p/2; struct p/1 4; fwd p/2 struct",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x t/1; ptr /y t/2; typedef t/1 int; typedef t/2 long",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x t/1; ptr /y t/2; typedef t/1 int; const /c int; typedef t/2 /c",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x /f; ptr /y /g; func_proto /f int; func_proto /g long",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x /f; ptr /y /g; func_proto /f int a:int; func_proto /g int b:int",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x /f; ptr /y /g; func_proto /f int a:int; func_proto /g int a:long",
                "struct s/N 8 a:/x@0           | struct s/N 8 a:/y@0               | ptr /x /f; ptr /y /g; func_proto /f int a:int; func_proto /g int",
            })
    void what_differs_stays(String type, String other, String referred) {
        String types = INT + (referred == null ? "" : referred + "; ");
        String twice = type.replace("/N", "/1") + "; " + type.replace("/N", "/2") + "; ";
        int next = types.split(";", -1).length + 2;

        String differs = other.replace("/N", "/3") + "; ";
        assertEquals("{}", repeated(types + twice + differs));
        String equals = type.replace("/N", "/4");
        assertEquals("{" + (next + 1) + "}", repeated(types + twice + differs + equals));
    }

    /** What two structures refer to, of which none can be told from the other. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "const /x int; const /y int",
                "array /x int 3; array /y int 3",
                "ptr /x void; ptr /y void",
                "struct /x 4 i:int@0; struct /y 4 i:int@0",
                "struct e/1 4 i:int@0; struct e/2 4 i:int@0; const /x e/1; const /y e/2",
                "ptr /x s/1; ptr /y s/2",
                "ptr /x p/1; ptr /y p/2; struct p/1 4; struct p/2 8 i:int@0",
                "ptr /x t/1; ptr /y t/2; typedef t/1 p/1; typedef t/2 p/2; union p/1 4; union p/2 8 i:int@0",
                "ptr /x /f; ptr /y /g; func_proto /f int a:int; func_proto /g int a:int",
            })
    void equal_is_what_no_relocation_can_tell_from_the_other(String referred) {
        String types = INT + referred + "; ";
        int next = types.split(";", -1).length;

        String structs = "struct s/1 8 a:/x@0; struct s/2 8 a:/y@0; struct s/3 8 a:/x@0; struct s/4 8 a:/y@0";
        assertEquals("{" + (next + 2) + ", " + (next + 3) + "}", repeated(types + structs));
    }

    @Test
    void the_last_four_different_ones_are_looked_at() {
        StringBuilder text = new StringBuilder();
        for (int size = 1; size <= 5; size++) {
            text.append("struct s/").append(size).append(' ').append(size).append(';');
        }
        String again = "struct s/6 2; struct s/7 2; struct s/8 1; struct s/9 1; struct s/10 1; struct s/11 2;";

        assertEquals("{7, 10}", repeated(text + again));
    }

    @Test
    void what_is_embedded_too_deep_is_taken_for_different() {
        StringBuilder text = new StringBuilder();
        for (int copy = 1; copy <= 3; copy++) {
            String inner = copy == 1 ? "char" : "char/" + copy;
            text.append("int ").append(inner).append(" 1;");
            for (int i = 0; i < 100; i++) {
                String label = "t" + i + "/" + copy;
                text.append("typedef ").append(label).append(' ').append(inner).append(';');
                inner = label;
            }
        }

        BitSet alone = new BitSet();
        alone.set(303);
        alone.set(202);
        alone.set(101);
        Btf btf = BtfText.parse(text.toString(), ByteOrder.LITTLE_ENDIAN);
        assertEquals("{}", RepeatedTypes.of(btf, alone).toString());
        BitSet all = RootNames.all(btf);
        assertEquals(101, RepeatedTypes.of(btf, all).cardinality(), "when asked from the innermost on");
    }
}
