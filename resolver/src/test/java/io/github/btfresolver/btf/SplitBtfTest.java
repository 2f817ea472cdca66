// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.SplitText;
import io.github.btfresolver.testing.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Split BTF on its base, and on a stand-in for it. */
class SplitBtfTest {
    private static final String BASE = "int u8 1; int int 4 signed; struct task 8 x:int@0 y:int@32; ptr p task";
    private static final String OWN = "struct own 24 t:task@0 next:p@64 mine:int@128; typedef own_t own";
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    private static byte[] bytes(String text) {
        return BtfText.bytes(text, LITTLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void a_module_s_types_go_on_where_the_kernel_s_end(String name) throws IOException {
        ByteOrder order = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : LITTLE;
        Btf base = BtfText.parse(BASE, order);
        Btf module = Btf.parseSplit(SplitText.bytes(BASE, OWN, order), base, "own.ko");
        assertEquals(5, module.firstOwnId());
        assertEquals(7, module.typeCount());
        assertEquals("own.ko", module.source());
        assertEquals("task", module.name(3));
        assertEquals(4, module.types().offsetOf("own", "t", "y"));
        assertArrayEquals(
                new long[] {8, 4}, module.types().field("own_t", "next", "y").offsets());
    }

    @Test
    void joined_it_is_what_the_whole_would_be() throws IOException {
        Btf module = Btf.parseSplit(SplitText.bytes(BASE, OWN, LITTLE), BtfText.parse(BASE, LITTLE), "own.ko");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        module.writeTo(out);
        assertArrayEquals(bytes(BASE + "; " + OWN), out.toByteArray());
    }

    @Test
    void only_its_own_types_are_dumped_and_found_by_name() throws IOException {
        Btf module = Btf.parseSplit(SplitText.bytes(BASE, OWN, LITTLE), BtfText.parse(BASE, LITTLE), "own.ko");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RawDump.write(module, out);
        assertEquals(
                "[5] STRUCT 'own' size=24 vlen=3\n"
                        + "\t't' type_id=3 bits_offset=0\n"
                        + "\t'next' type_id=4 bits_offset=64\n"
                        + "\t'mine' type_id=2 bits_offset=128\n"
                        + "[6] TYPEDEF 'own_t' type_id=5\n",
                new String(out.toByteArray(), StandardCharsets.UTF_8));
        assertTrue(module.types().findAll("task").isEmpty());
    }

    @Test
    void a_header_alone_is_legal() throws IOException {
        byte[] empty = Arrays.copyOf(SplitText.bytes(BASE, OWN, LITTLE), 24);
        Arrays.fill(empty, 8, 24, (byte) 0);
        assertEquals(
                5,
                Btf.parseSplit(empty, BtfText.parse(BASE, LITTLE), "nls_cp437.ko")
                        .typeCount());
    }

    @Test
    void what_needs_no_base_is_refused_as_split() {
        assertProblem("found BTF that is complete without a base", bytes(BASE));
        byte[] big = SplitText.bytes(BASE, OWN, ByteOrder.BIG_ENDIAN);
        assertProblem("byte order BIG_ENDIAN, that of its base is LITTLE_ENDIAN", big);
    }

    @Test
    void every_prefix_and_every_changed_byte_is_refused_or_read() throws IOException {
        byte[] split = SplitText.bytes(BASE, OWN, LITTLE);
        Btf base = BtfText.parse(BASE, LITTLE);
        for (int length = 0; length < split.length; length++) {
            byte[] cut = Arrays.copyOf(split, length);
            assertThrows(BtfFormatException.class, () -> Btf.parseSplit(cut, base, "cut"), "length " + length);
        }
        for (int at = 0; at < split.length; at++) {
            for (int value : new int[] {0, 0xFF, split[at] ^ 0x80, split[at] + 1}) {
                byte[] changed = split.clone();
                changed[at] = (byte) value;
                readOrRefused(changed, base);
            }
        }
    }

    private static void readOrRefused(byte[] blob, Btf base) throws IOException {
        Btf btf = Bounded.of("changed").read(blob.length + base.size(), () -> Btf.parseSplit(blob, base, "changed"));
        if (btf != null) {
            Walk.over(btf);
        }
    }

    private static void assertProblem(String problem, byte[] split) {
        BtfFormatException e = assertThrows(
                BtfFormatException.class, () -> Btf.parseSplit(split, BtfText.parse(BASE, LITTLE), "own.ko"));
        assertTrue(e.getMessage().startsWith("own.ko: ") && e.getMessage().contains(problem), e.getMessage());
    }

    /** The stand-in, the module's own types, the real base, and what the module's types then refer to. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int int 4 signed | typedef t int | int u8 1; int int 4 signed | 2",
                "int int 4 | typedef t int | int int/1 4 signed; int int/2 4 | 2",
                "int int 4 | typedef t int | int int/1 8; int int/2 4 | 2",
                "float f 8 | typedef t f | float f/1 4; float f/2 8 | 2",
                "enum e 8 | typedef t e | enum e/1 4 A=1; enum64 e/2 8 A=1 | 2",
                "struct s 8 | ptr t s | struct s 16 | 1",
                "struct s 8 | ptr t s | struct s/1 16; struct s/2 8 | 2",
                "struct s 8 | struct t 8 a:s@0 | struct s 8 | 1",
                "union s 8 | ptr t s | struct s/1 8; union s/2 8 | 2",
                "fwd s struct | ptr t s | union s/1 8; struct s/2 8 kflag | 2",
                "fwd s union | ptr t s | fwd s/1 struct; fwd s/2 union | 2",
            })
    void a_stand_in_gives_way_to_the_type_it_stands_for(String standIn, String own, String base, int expected)
            throws IOException {
        Btf module = rebase(standIn, own, base);
        int type = module.firstOwnId();
        int found = module.kind(type).isComposite() ? module.elementType(type, 0) : module.typeField(type);
        assertEquals(expected, found);
        assertEquals("own.ko", module.source());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int int 4 | typedef t int | int int 8 | stands for none",
                "struct s 8 | ptr t s | union s 8 | stands for none",
                "struct s 8 | struct t 8 a:s@0 | struct s 16 | stands for none",
                "struct s 8 | struct t 16 a:a@0; array a s 2 | struct s 16 | stands for none",
                "struct s 8 | ptr t s | struct s/1 8; struct s/2 8 | may stand for 1 and for 2",
                "fwd s struct | ptr t s | union s 8 | stands for none",
                "typedef s void | ptr t s | typedef s void | stands for none",
            })
    void a_stand_in_for_nothing_or_for_two_is_refused(String standIn, String own, String base, String problem) {
        BtfFormatException e = assertThrows(BtfFormatException.class, () -> rebase(standIn, own, base));
        assertTrue(e.getMessage().startsWith("own.ko: type 1 of .BTF.base, "), e.getMessage());
        assertTrue(e.getMessage().contains(problem), e.getMessage());
    }

    @Test
    void its_own_types_refer_to_one_another_on_the_new_base_too() throws IOException {
        Btf module =
                rebase("int int 4", "struct own 8 first:int@0; typedef own_t own", "int u8 1; int int 4; int u16 2");

        assertEquals(4, module.firstOwnId());
        assertEquals(2, module.elementType(4, 0));
        assertEquals(4, module.typeField(5));
        assertEquals(2, rebase("int int 4", "", "int int 4").typeCount());
    }

    /** As no compiler makes it: what a member holds by value is looked for, and not for ever. */
    @Test
    void an_array_of_itself_is_come_to_an_end_with() throws IOException {
        assertEquals(
                4,
                rebase("struct s 8", "struct t 16 a:/a@0; array /a /a 2", "struct s 8")
                        .typeCount());
    }

    @Test
    void strings_that_do_not_end_in_a_nul_are_refused() {
        byte[] split = SplitText.bytes(BASE, OWN, LITTLE);
        split[split.length - 1] = 'x';

        assertProblem("expected the string section to end with a NUL", split);
    }

    @Test
    void names_survive_the_change_of_base() throws IOException {
        Btf module = rebase("int int 4", "struct own 8 first:int@0 second:int@32", BASE.replace(" signed", ""));
        assertEquals(4, module.types().offsetOf("own", "second"));
        assertEquals("own", module.name(module.firstOwnId()));
        assertEquals("int", module.types().field("own", "first").type().name());
    }

    private static Btf rebase(String standIn, String own, String base) throws BtfFormatException {
        byte[] split = SplitText.bytes(standIn, own, LITTLE);
        return Btf.parseSplit(split, BtfText.parse(standIn, LITTLE), BtfText.parse(base, LITTLE), "own.ko");
    }
}
