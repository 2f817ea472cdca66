// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexedBtfTest {
    /** "Aa" and "BB" have the same hash, that of "Ab" is the next; types 1 to 6. */
    private static final String TYPES =
            "struct Aa/1 4; int int 4; struct BB 4 x:int@0; struct Ab 4; struct Aa/5 8; ptr p Aa/1";

    private static final String KERNEL = "btf-small/kernel.el.btf";

    private static byte[] made() throws BtfFormatException {
        return indexed(BtfText.parse(TYPES, Blob.ORDERS[0]), 1, 3, 4, 5);
    }

    private static byte[] indexed(Btf btf, int... named) {
        BitSet ids = new BitSet();
        for (int id : named) {
            ids.set(id);
        }
        return IndexedBtf.of(btf, ids, BtfStrings::length);
    }

    /** In memory that was longer for something else. */
    private static IndexedBtf open(byte[] bytes, String source, int pointerSize) throws BtfFormatException {
        byte[] memory = Arrays.copyOf(bytes, bytes.length + 100);
        Arrays.fill(memory, bytes.length, memory.length, (byte) 7);
        return IndexedBtf.open(memory, bytes.length, source, pointerSize);
    }

    private static byte[] kernel() throws BtfFormatException {
        Btf btf = Btf.parse(TestData.bytes(KERNEL), "kernel");
        BitSet named = new BitSet();
        for (int id = 1; id < btf.typeCount(); id++) {
            named.set(id, !btf.name(id).isEmpty());
        }
        return IndexedBtf.of(btf, named, BtfStrings::length);
    }

    /** The blob, offsets, hashes, ids, and how many; the index in the byte order of the network. */
    @Test
    void its_bytes_are_the_blob_and_the_index() throws BtfFormatException {
        byte[] blob = BtfText.bytes(TYPES, Blob.ORDERS[0]);
        int[] index = {
            0,
            24,
            36,
            52,
            76,
            88,
            100,
            "Aa".hashCode(),
            "Aa".hashCode(),
            "Aa".hashCode(),
            "Ab".hashCode(),
            1,
            3,
            5,
            4,
            7,
            4
        };
        ByteBuffer expected =
                ByteBuffer.allocate(blob.length + 4 * index.length).put(blob);
        for (int word : index) {
            expected.putInt(word);
        }
        assertArrayEquals(expected.array(), made());
    }

    @Test
    void the_btf_is_the_one_that_was_indexed() throws IOException {
        for (String name : new String[] {KERNEL, "btf-small/kinds.el.btf", "btf-small/kinds.eb.btf"}) {
            byte[] blob = TestData.bytes(name);
            Btf expected = Btf.parse(blob, name);
            Btf btf = open(indexed(expected), name, 4).btf();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            btf.writeTo(written);
            assertArrayEquals(blob, written.toByteArray());
            assertEquals(ByteBuffer.wrap(blob), btf.asByteBuffer());
            assertEquals(blob.length, btf.size());
            assertEquals(4, btf.pointerSize());
            assertEquals(expected.order(), btf.order());
            assertEquals(expected.typeCount(), btf.typeCount());
            for (int id = 1; id < btf.typeCount(); id++) {
                assertEquals(expected.recordStart(id), btf.recordStart(id));
                assertEquals(expected.recordEnd(id), btf.recordEnd(id));
                assertEquals(expected.name(id), btf.name(id));
            }
        }
    }

    @Test
    void types_are_found_by_the_hash_of_their_names() throws BtfFormatException {
        IndexedBtf btf = open(made(), "made", 8);
        assertEquals("{1, 3, 5}", found(btf, "Aa"));
        assertEquals("{4}", found(btf, "Ab"));
        assertEquals("{}", found(btf, "int"), "not among those that were to be found");
        assertEquals("{}", found(btf, ""));
        assertEquals("{}", found(open(indexed(btf.btf()), "none", 8), "Aa"));
    }

    @Test
    void every_name_of_a_kernel_is_found() throws BtfFormatException {
        IndexedBtf kernel = open(kernel(), "kernel", 8);
        Btf btf = kernel.btf();
        for (int id = 1; id < btf.typeCount(); id++) {
            BitSet found = new BitSet();
            kernel.find(btf.name(id), found);
            assertEquals(!btf.name(id).isEmpty(), found.get(id));
        }
    }

    private static String found(IndexedBtf btf, String name) {
        BitSet found = new BitSet();
        btf.find(name, found);
        return found.toString();
    }

    @Test
    void what_is_cut_is_refused() throws BtfFormatException {
        byte[] whole = kernel();
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            BtfFormatException e = assertThrows(BtfFormatException.class, () -> open(prefix, "cut", 8));
            assertTrue(e.getMessage().startsWith("cut: "), e.getMessage());
        }
    }

    @Test
    void offsets_that_are_none_are_refused() throws BtfFormatException {
        byte[] whole = made();
        int offsets = BtfText.bytes(TYPES, Blob.ORDERS[0]).length;
        for (int wrong : new int[] {24, 23, -1, 52, 1000, Integer.MAX_VALUE}) {
            byte[] changed = whole.clone();
            ByteBuffer.wrap(changed).putInt(offsets + 4 * 2, wrong);
            BtfFormatException e = assertThrows(BtfFormatException.class, () -> open(changed, "made", 8));
            // where one is behind the next, that is the wrong one
            assertEquals(
                    "made: index: type " + (wrong == 52 ? "3 at offset 52" : "2 at offset " + wrong), e.getMessage());
        }
    }

    /** What is damaged is refused at some place, or is another BTF: never anything else, or without end. */
    @Test
    void changed_bytes_are_refused_or_harmless() throws BtfFormatException {
        byte[] made = made();
        byte[] kernel = kernel();
        Random random = new Random(20261122);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < made.length; i++) {
                for (int value : new int[] {0, 0xFF, made[i] ^ 0x80, made[i] + 1}) {
                    byte[] changed = made.clone();
                    changed[i] = (byte) value;
                    use(changed);
                }
            }
            for (int round = 0; round < 2000; round++) {
                byte[] changed = kernel.clone();
                for (int n = random.nextInt(8); n >= 0; n--) {
                    int at = 4 * random.nextInt(changed.length / 4);
                    ByteBuffer.wrap(changed).putInt(at, random.nextBoolean() ? random.nextInt(64) : random.nextInt());
                }
                use(changed);
            }
        });
    }

    private static void use(byte[] bytes) throws IOException {
        try {
            IndexedBtf indexed = open(bytes, "changed", 8);
            BitSet found = new BitSet();
            indexed.find("Aa", found);
            indexed.find("task_struct", found);
            byte[] subset = BtfSubset.of(indexed.btf(), found, new BitSet());
            assertTrue(subset.length <= bytes.length, subset.length + " bytes");
        } catch (BtfFormatException e) {
            assertTrue(e.getMessage().startsWith("changed: "), e.getMessage());
        } catch (IndexOutOfBoundsException e) {
            // as documented
        }
    }
}
