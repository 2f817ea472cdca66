// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ObjectMaker;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, rule by rule: each case with what must come of it, and bpftool asked about the same. */
class MinimizerCasesTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    /** A relocation of a program's types against a kernel's, and the minimized BTF or the problem. */
    record Case(String what, String local, String relocation, String target, String expected) {
        boolean isRefused() {
            return expected.startsWith("cannot ");
        }

        @Override
        public String toString() {
            return what;
        }

        BpfObject object(ByteOrder order) throws Exception {
            return BpfObject.parse(bytes(order), "program.bpf.o");
        }

        byte[] bytes(ByteOrder order) {
            return new ObjectMaker(local, order).relocation(relocation, "mov 0").build();
        }
    }

    private static final String LOCAL = "int int 4; struct s 8 a:int@0 b:int@32";

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "only the members on the way, in the order of the source",
                        LOCAL,
                        "byte_off s 0:1",
                        "int u8 1; int int 4; struct s 16 b:int@96 x:u8@0 a:int@64",
                        "int int 4; struct s 16 b:int@96"),
                new Case(
                        "a pointer to a type that is not kept points to void",
                        "int int 4; ptr p int; struct s 8 a:p@0",
                        "byte_off s 0:0",
                        "struct far 4; ptr p far; struct s 8 a:p@0",
                        "ptr p void; struct s 8 a:p@0"),
                new Case(
                        "a kflag that no kept member needs is gone",
                        LOCAL,
                        "byte_off s 0:0",
                        "int int 4; struct s 8 kflag bit:int@32/3 a:int@0",
                        "int int 4; struct s 8 a:int@0"),
                new Case(
                        "a kflag that a kept member needs stays",
                        LOCAL,
                        "byte_off s 0:0",
                        "int int 4; struct s 8 a:int@32/3 b:int@0",
                        "int int 4; struct s 8 a:int@32/3"),
                new Case("an empty struct", LOCAL, "type_exists s 0", "int int 4; struct s 8 a:int@0", "struct s 8"),
                new Case(
                        "unnamed members on the way stay, unnamed",
                        LOCAL,
                        "byte_off s 0:1",
                        "int int 4; struct /inner 8 x:int@0 b:int@32; union /u 8 y:int@0 :/inner@0; struct s 16 a:int@0 :/u@64",
                        "int int 4; struct /inner 8 b:int@32; union /u 8 :/inner@0; struct s 16 :/u@64"),
                new Case(
                        "arrays keep element and index type",
                        "int int 4; array a int 4; struct s 16 a:a@0",
                        "byte_off s 0:0:2",
                        "int u64 8; int int 4; array a int 8 u64; struct s 32 a:a@0",
                        "int u64 8; int int 4; array a int 8 u64; struct s 32 a:a@0"),
                new Case(
                        "modifiers and typedefs on the way stay",
                        LOCAL,
                        "byte_off s 0:0",
                        "int int 4; typedef t int; const c t; struct s 8 a:c@0",
                        "int int 4; typedef t int; const c t; struct s 8 a:c@0"),
                new Case(
                        "enums stay whole",
                        "enum e 4 A=1 B=2",
                        "enumval_value e 1",
                        "enum other 4 X=1; enum e 4 signed A=5 B=-6 C=7",
                        "enum e 4 signed A=5 B=-6 C=7"),
                new Case(
                        "types follow pointers and prototypes",
                        "int int 4; func_proto f int x:int; ptr p f; typedef t p",
                        "type_exists t 0",
                        "int int 4; func_proto f int x:int; ptr p f; typedef t p",
                        "int int 4; func_proto f int x:int; ptr p f; typedef t p"),
                new Case(
                        "a match keeps all members, but none behind a pointer",
                        "int int 4; struct far 4 m:int@0; ptr p far; struct s 16 a:int@0 b:p@64",
                        "type_matches s 0",
                        "int int 4; struct far 4 m:int@0; ptr p far; struct s 24 a:int@0 b:p@64 c:int@128",
                        "int int 4; struct far 4; ptr p far; struct s 24 a:int@0 b:p@64 c:int@128"),
                new Case("what is absent leaves nothing", LOCAL, "field_exists s 0:0", "struct other 4", ""),
                new Case("the program's own ids need nothing", LOCAL, "local_type_id s 0", "struct s 8", ""),
                new Case(
                        "strings are shared",
                        "int s 4; struct s/st 8 s:s@0",
                        "byte_off s/st 0:0",
                        "int s 4; struct s/st 8 s:s@0",
                        "int s 4; struct s/st 8 s:s@0"),
                new Case(
                        "a forward declaration",
                        "fwd f struct; ptr p f; typedef t p",
                        "type_exists t 0",
                        "fwd f struct; ptr p f; typedef t p",
                        "cannot hold a fwd"),
                new Case(
                        "a type tag",
                        "int int 4; ptr p int; typedef t p",
                        "type_exists t 0",
                        "int int 4; type_tag user int; ptr p user; typedef t p",
                        "cannot hold a type_tag"),
                new Case(
                        "a union member that does not start at bit 0",
                        "int int 4; union s 4 a:int@0",
                        "byte_off s 0:0",
                        "int int 4; union s 8 a:int@32",
                        "cannot be kept: a union's member does not start at bit 0"),
                new Case(
                        "a legacy bitfield",
                        LOCAL,
                        "byte_off s 0:0",
                        "int int 4; struct s 8 a:int@3",
                        "cannot be kept: an ordinary member does not start at a byte"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_keeps_what_the_rule_says(Case c) throws Exception {
        for (ByteOrder order : List.of(LITTLE, ByteOrder.BIG_ENDIAN)) {
            for (ByteOrder targetOrder : List.of(LITTLE, ByteOrder.BIG_ENDIAN)) {
                Btf target = BtfText.parse(c.target, targetOrder);
                BtfMinimizer minimizer = new BtfMinimizer(List.of(c.object(order)));
                if (c.isRefused()) {
                    MinimizationException e =
                            assertThrows(MinimizationException.class, () -> minimizer.minimize(target, LITTLE));
                    assertTrue(e.getMessage().startsWith("program.bpf.o: "), e.getMessage());
                    assertTrue(e.getMessage().contains(c.expected.substring(7)), e.getMessage());
                } else {
                    assertArrayEquals(BtfText.bytes(c.expected, LITTLE), minimizer.minimize(target, LITTLE));
                    assertArrayEquals(
                            BtfText.bytes(c.expected, ByteOrder.BIG_ENDIAN),
                            minimizer.minimize(target, ByteOrder.BIG_ENDIAN));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void so_does_bpftool(Case c, @TempDir Path folder) throws Exception {
        String bpftool = Judges.require("bpftool", "bpftool");
        Path target = Files.write(folder.resolve("target.btf"), BtfText.bytes(c.target, LITTLE));
        Path object = Files.write(folder.resolve("program.bpf.o"), c.bytes(LITTLE));
        Path output = folder.resolve("min.btf");
        Judges.Run run = Judges.minCoreBtf(bpftool, target.toFile(), output.toFile(), List.of(object.toFile()));
        if (c.isRefused()) {
            assertNotEquals(0, run.status, run.output);
        } else {
            assertEquals(0, run.status, run.output);
            assertArrayEquals(BtfText.bytes(c.expected, LITTLE), Files.readAllBytes(output));
        }
    }

    /** bpftool overflows its stack (spec §7.1). */
    @Test
    void a_function_that_takes_the_struct_it_is_a_member_of_is_kept_once() {
        String types = "func_proto f void self:s; ptr p f; struct s 8 fn:p@0";
        Case c = new Case("", types, "type_matches s 0", types, types);
        byte[] minimized = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> minimize(c));
        assertArrayEquals(BtfText.bytes(types, LITTLE), minimized);
    }

    /** What goes round in circles is an error, as it is for libbpf after 32 steps, or without end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ptr a b; ptr b a; typedef t a",
                "typedef t u; typedef u t",
                "array t u 1; array u t 1; typedef v t"
            })
    void circles_end(String types) {
        String type = types.contains("typedef v") ? "v" : "t";
        Case c = new Case("", types, "type_exists " + type + " 0", types, "");
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThrows(MinimizationException.class, () -> minimize(c)));
    }

    private static byte[] minimize(Case c) throws Exception {
        return new BtfMinimizer(List.of(c.object(LITTLE))).minimize(BtfText.parse(c.target, LITTLE), LITTLE);
    }
}
