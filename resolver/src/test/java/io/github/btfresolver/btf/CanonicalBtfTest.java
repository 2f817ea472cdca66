// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalBtfTest {
    @ParameterizedTest
    @ValueSource(strings = {"kernel.el", "kernel.eb", "layouts.el", "selfcheck.el", "selfcheck_other.eb"})
    void the_numbering_makes_no_difference(String name) throws Exception {
        Btf btf = Btf.parse(TestData.bytes("btf-small/" + name + ".btf"), name);
        byte[] canonical = CanonicalBtf.of(btf);
        assertArrayEquals(canonical, CanonicalBtf.of(Btf.parse(canonical, "canonical")), "a fixed point");
        for (int round = 0; round < 50; round++) {
            Btf renumbered = Btf.parse(renumber(btf, new Random(round)), "renumbered");
            assertArrayEquals(canonical, CanonicalBtf.of(renumbered), "round " + round);
        }
    }

    @Test
    void types_that_could_be_taken_for_each_other_keep_their_order() throws Exception {
        for (List<String> names : Arrays.asList(
                Arrays.asList("twin___b", "twin", "twin___a"), Arrays.asList("twin", "twin___a", "twin___b"))) {
            BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
            for (String name : names) {
                builder.add(BtfKind.STRUCT, builder.string(name), false, 0, 4);
                builder.add(BtfKind.STRUCT, builder.string("other"), false, 0, 4);
            }
            Btf btf = Btf.parse(CanonicalBtf.of(Btf.parse(builder.build(), "twins")), "canonical");
            List<String> found = new ArrayList<>();
            for (int id = 1; id < btf.typeCount(); id++) {
                if (!btf.name(id).equals("other")) {
                    found.add(btf.name(id));
                }
            }
            assertEquals(names, found);
        }
    }

    /** Two long chains of pointers, of which only the last ones are equal at first: a pass for each pointer would take hours. */
    @Test
    void types_without_a_name_that_are_nested_absurdly_deep_end() throws Exception {
        int length = 20_000;
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        int number = builder.add(BtfKind.INT, builder.string("int"), false, 0, 4);
        builder.word(1 << 24 | 32);
        for (int i = 1; i <= 2 * length; i++) {
            builder.add(BtfKind.PTR, 0, false, 0, i % length == 0 ? number : number + i + 1);
        }
        builder.add(BtfKind.TYPEDEF, builder.string("a"), false, 0, number + 1);
        builder.add(BtfKind.TYPEDEF, builder.string("b"), false, 0, number + 1 + length);
        Btf btf = Btf.parse(builder.build(), "chains");

        byte[] canonical = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> CanonicalBtf.of(btf));

        assertTrue(Btf.parse(canonical, "canonical").typeCount() > length);
    }

    @Test
    void equal_types_without_a_name_become_one_and_unequal_ones_do_not() throws Exception {
        BtfBuilder builder = new BtfBuilder(ByteOrder.BIG_ENDIAN);
        int number = builder.add(BtfKind.INT, builder.string("int"), false, 0, 4);
        builder.word(1 << 24 | 32);
        int first = pointerToPointer(builder, number);
        int second = pointerToPointer(builder, number);
        int constant = builder.add(BtfKind.CONST, 0, false, 0, number);
        builder.add(BtfKind.STRUCT, builder.string("s"), false, 3, 24);
        int[] types = {first, second, constant};
        for (int i = 0; i < 3; i++) {
            builder.word(builder.string("m" + i)).word(types[i]).word(64 * i);
        }
        Btf btf = Btf.parse(CanonicalBtf.of(Btf.parse(builder.build(), "pointers")), "canonical");

        assertEquals(ByteOrder.BIG_ENDIAN, btf.order());
        assertEquals(6, btf.typeCount(), "void, int, s, pointer, const, pointer");
        assertEquals(btf.elementType(2, 0), btf.elementType(2, 1));
        assertFalse(btf.elementType(2, 0) == btf.elementType(2, 2));
        assertEquals("int", btf.name(btf.typeField(btf.typeField(btf.elementType(2, 1)))));
    }

    /** Each pass sees more of them, also of those that an earlier pass took for another. */
    @Test
    void equal_types_without_a_name_become_one_wherever_they_stand() throws Exception {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        builder.add(BtfKind.INT, builder.string("int"), false, 0, 4);
        builder.word(1 << 24 | 32);
        for (int target : new int[] {6, 5, 5, 1, 1}) { // types 2 to 6
            builder.add(BtfKind.PTR, 0, false, 0, target);
        }
        builder.add(BtfKind.STRUCT, builder.string("s"), false, 3, 24);
        for (int i = 0; i < 3; i++) {
            builder.word(builder.string("m" + i)).word(2 + i).word(64 * i);
        }
        Btf btf = Btf.parse(CanonicalBtf.of(Btf.parse(builder.build(), "pointers")), "canonical");

        assertEquals(5, btf.typeCount(), "void, int, s, pointer to pointer, pointer");
        assertEquals(btf.elementType(2, 0), btf.elementType(2, 1));
        assertEquals(btf.elementType(2, 0), btf.elementType(2, 2));
    }

    /** An enum of either width may stand for one of the other. */
    @Test
    void enums_of_one_name_keep_their_order() throws Exception {
        for (String types : Arrays.asList("enum64 e 8 A=1; enum e/4 4 A=1", "enum e 4 A=1; enum64 e/8 8 A=1")) {
            Btf btf = BtfText.parse(types, ByteOrder.LITTLE_ENDIAN);
            assertEquals(
                    btf.kind(1), Btf.parse(CanonicalBtf.of(btf), "canonical").kind(1));
        }
    }

    private static int pointerToPointer(BtfBuilder builder, int type) {
        return builder.add(BtfKind.PTR, 0, false, 0, builder.add(BtfKind.PTR, 0, false, 0, type));
    }

    /** The same types with shuffled ids; those of one name, flavours aside, stay in order. */
    private static byte[] renumber(Btf btf, Random random) throws BtfFormatException {
        List<Integer> ids = new ArrayList<>();
        for (int id = 1; id < btf.typeCount(); id++) {
            ids.add(id);
        }
        Collections.shuffle(ids, random);
        Map<String, List<Integer>> positions = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!btf.name(ids.get(i)).isEmpty()) {
                positions
                        .computeIfAbsent(btf.name(ids.get(i)).split("___", 2)[0], name -> new ArrayList<>())
                        .add(i);
            }
        }
        for (List<Integer> places : positions.values()) {
            List<Integer> sorted = new ArrayList<>();
            places.forEach(place -> sorted.add(ids.get(place)));
            sorted.sort(Comparator.naturalOrder());
            for (int i = 0; i < places.size(); i++) {
                ids.set(places.get(i), sorted.get(i));
            }
        }
        return write(btf, ids);
    }

    private static byte[] write(Btf btf, List<Integer> ids) throws BtfFormatException {
        ByteBuffer types = ByteBuffer.allocate(btf.size()).order(btf.order());
        ByteBuffer source = ByteBuffer.wrap(btf.bytes()).order(btf.order());
        for (int id : ids) {
            int start = btf.recordStart(id);
            int end = id + 1 < btf.typeCount() ? btf.recordStart(id + 1) : btf.typesEnd();
            int shift = types.position() - start;
            types.put(btf.bytes(), start, end - start);
            TypeWords.visit(btf, id, new TypeWords.Visitor() {
                @Override
                public void name(int type, int at, String what) {}

                @Override
                public void type(int type, int at, String what) {
                    int target = source.getInt(at);
                    types.putInt(at + shift, target == 0 ? 0 : ids.indexOf(target) + 1);
                }
            });
        }
        types.flip();
        ByteBuffer strings = ByteBuffer.wrap(btf.bytes(), btf.typesEnd(), btf.size() - btf.typesEnd());
        return BtfBlob.of(btf.order(), new ByteBuffer[] {types}, new ByteBuffer[] {strings});
    }
}
