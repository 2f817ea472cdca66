// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutGroupTest {
    @Test
    void real_types_of_either_byte_order_come_back_as_they_were() throws IOException {
        List<byte[]> layouts = new ArrayList<>();
        for (String name : Arrays.asList("kernel", "kernel_old", "layouts", "selfcheck", "selfcheck_other")) {
            for (String order : Arrays.asList("el", "eb")) {
                byte[] btf = TestData.bytes("btf-small/" + name + "." + order + ".btf");
                layouts.add(CanonicalBtf.of(Btf.parse(btf, name)));
            }
        }
        assertRoundTrip(layouts);
    }

    @Test
    void members_that_come_go_and_move_come_back() throws IOException {
        Random random = new Random(7);
        List<byte[]> layouts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            layouts.add(layout(random));
        }
        assertRoundTrip(layouts);
        BundleWriter writer = new BundleWriter("group");
        for (int i = 0; i < 60; i++) {
            writer.addKernel(Bundles.id("x/1/x86_64/" + (100 + i)), layouts.get(i));
        }
        Bundle bundle = Bundles.read(Bundles.bytes(writer));
        for (int i = 0; i < 60; i++) {
            assertArrayEquals(layouts.get(i), bundle.layout(bundle.layoutOf(i)));
        }
    }

    /** Most records are like this, and are read in a way of their own. */
    @Test
    void layouts_that_differ_in_numbers_only_come_back() throws IOException {
        Random random = new Random(11);
        List<byte[]> layouts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            layouts.add(numbers(random));
        }
        assertRoundTrip(layouts);
    }

    /** All kinds of words, with the same names and types always; canonical. */
    private static byte[] numbers(Random random) throws IOException {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        int number = builder.add(BtfKind.INT, builder.string("int"), false, 0, 1 + random.nextInt(8));
        builder.word(random.nextInt());
        int function = builder.add(BtfKind.FUNC_PROTO, 0, false, 2, number);
        builder.word(builder.string("argument")).word(number).word(0).word(0);
        builder.add(BtfKind.FUNC, builder.string("function"), false, random.nextInt(3), function);
        int variable = builder.add(BtfKind.VAR, builder.string("variable"), false, 0, number);
        builder.word(random.nextInt(3));
        builder.add(BtfKind.DATASEC, builder.string("section"), false, 2, random.nextInt(100));
        for (int i = 0; i < 2; i++) {
            builder.word(variable).word(random.nextInt(100)).word(random.nextInt(100));
        }
        for (BtfKind kind : Arrays.asList(BtfKind.ENUM, BtfKind.ENUM64)) {
            builder.add(kind, builder.string(kind.name()), random.nextBoolean(), 3, 8);
            for (int i = 0; i < 3; i++) {
                builder.word(builder.string("constant" + i)).word(random.nextInt());
                if (kind == BtfKind.ENUM64) {
                    builder.word(random.nextInt());
                }
            }
        }
        for (String name : Arrays.asList("task", "union")) {
            builder.add(
                    name.equals("task") ? BtfKind.STRUCT : BtfKind.UNION,
                    builder.string(name),
                    false,
                    3,
                    random.nextInt());
            for (int i = 0, offset = random.nextInt(64); i < 3; i++) {
                offset += random.nextInt(3) * 8 + random.nextInt(2);
                builder.word(builder.string("member" + i)).word(number).word(offset);
            }
        }
        return CanonicalBtf.of(Btf.parse(builder.build(), "numbers"));
    }

    /** Then less than its words is left of the columns behind its names and types. */
    @Test
    void the_last_record_too_may_differ_in_numbers_only() throws IOException {
        List<byte[]> layouts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
            int number = builder.add(BtfKind.INT, builder.string("int"), false, 0, 4);
            builder.word(32);
            builder.add(BtfKind.STRUCT, builder.string("last"), false, 6, 64);
            for (int member = 0; member < 6; member++) {
                builder.word(builder.string("member" + member)).word(number).word(32 * (member + i));
            }
            layouts.add(CanonicalBtf.of(Btf.parse(builder.build(), "last")));
        }
        assertRoundTrip(layouts);
    }

    @Test
    void what_is_not_canonical_is_not_grouped() throws IOException {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        builder.add(BtfKind.FLOAT, builder.string("z"), false, 0, 8);
        builder.add(BtfKind.FLOAT, builder.string("a"), false, 0, 8);

        assertNull(LayoutGroupWriter.encode(Collections.singletonList(builder.build())));
        assertNull(LayoutGroupWriter.encode(Collections.singletonList(Bundles.layout("no BTF"))));
        assertNotNull(
                LayoutGroupWriter.encode(Collections.singletonList(CanonicalBtf.of(Btf.parse(builder.build(), "z")))));
    }

    @Test
    void a_type_without_a_name_that_leads_to_itself_is_not_grouped() throws IOException {
        Btf cycle = BtfText.parse("struct s 8 a:p@0; ptr p p", ByteOrder.LITTLE_ENDIAN);

        assertNull(LayoutGroupWriter.encode(Collections.singletonList(CanonicalBtf.of(cycle))));
    }

    @Test
    void every_prefix_and_every_changed_byte_is_refused_or_read_as_a_layout_of_the_size() {
        List<byte[]> layouts = Arrays.asList(layout(new Random(1)), layout(new Random(2)), layout(new Random(3)));
        byte[] block = LayoutGroupWriter.encode(layouts);
        assertNotNull(block);
        int size = layouts.get(2).length;
        for (int length = 0; length < block.length; length++) {
            byte[] prefix = Arrays.copyOf(block, length);
            assertThrows(BundleFormatException.class, () -> LayoutGroupReader.read("test", prefix, 2, size));
        }
        for (int i = 0; i < block.length; i++) {
            for (int change = 1; change < 256; change++) {
                byte[] changed = block.clone();
                changed[i] ^= (byte) change;
                readOrRefuse(changed, size);
            }
        }
        Random random = new Random(4);
        for (int round = 0; round < 5000; round++) {
            byte[] changed = block.clone();
            for (int n = random.nextInt(8); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(changed, size);
        }
        assertThrows(BundleFormatException.class, () -> LayoutGroupReader.read("test", block, 3, size));
        assertThrows(BundleFormatException.class, () -> LayoutGroupReader.read("test", block, 2, size + 4));
    }

    /** As FORMAT.md says, byte by byte: what is written tomorrow is read by a library of today. */
    @Test
    void a_block_is_as_it_always_was() throws IOException {
        List<byte[]> layouts = new ArrayList<>();
        for (String types : Arrays.asList(
                "int int 4; struct s 8 a:int@0 b:int@32",
                "int int 4; struct s 12 a:int@0 c:int@32 b:int@64; array /a int 3; struct z 16 a:/a@0",
                "int int 4; struct s 12 c:int@0 b:int@32 a:int@64")) {
            layouts.add(CanonicalBtf.of(BtfText.parse(types, ByteOrder.LITTLE_ENDIAN)));
        }
        byte[] block = LayoutGroupWriter.encode(layouts);

        assertNotNull(block);
        assertEquals(
                "0301" + "0e030c0f0b110c" // named and unnamed types; lengths of the columns
                        + "696e7400" + "7300" + "6100" + "6200" + "6300" + "7a00" // int, s, a, b, c, z
                        + "010301" // variants
                        + "0100" + "0402" + "0403" + "0403" + "0401" + "0300" // infos
                        + "00" + "000000" + "01010006" + "01070105" + "0005" + "02" // names
                        + "0301" + "010101" + "010101" + "00" + "0303" // types
                        + "1110" + "040010" + "11001010" + "000e0030" + "0800" + "000d" // values
                        + "00010100" + "00000101" + "00000102", // layouts
                Hex.of(block, 0, block.length));
    }

    /** The same of what has everything. */
    @Test
    void many_layouts_are_as_they_always_were() {
        Random random = new Random(7);
        List<byte[]> layouts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            layouts.add(layout(random));
        }
        byte[] block = LayoutGroupWriter.encode(layouts);

        assertNotNull(block);
        assertEquals("213c2239", PackedBytes.text(PackedBytes.checksum(block)));
    }

    /** That of layouts is read as far as the one that is wanted. */
    @Test
    void a_column_with_more_than_the_types_need_is_refused() throws IOException {
        byte[] layout = layout(new Random(1));
        byte[] block = LayoutGroupWriter.encode(Collections.singletonList(layout));
        assertNotNull(block);
        assertArrayEquals(layout, LayoutGroupReader.read("test", longer(block, -1), 0, layout.length));
        for (int column = LayoutColumns.VARIANTS; column <= LayoutColumns.VALUES; column++) {
            byte[] changed = longer(block, column);
            BundleFormatException e = assertThrows(
                    BundleFormatException.class, () -> LayoutGroupReader.read("test", changed, 0, layout.length));
            assertTrue(String.valueOf(e.getMessage()).contains("expected its end, found more"));
        }
    }

    /** A block with a zero behind one of its columns. */
    private static byte[] longer(byte[] block, int column) throws IOException {
        IndexInput in = IndexInput.column("test", block, 0, block.length);
        IndexOutput out = new IndexOutput();
        out.number(in.number(block.length, "named")).number(in.number(block.length, "unnamed"));
        int[] lengths = new int[LayoutColumns.COUNT];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = in.number(block.length, "length");
            out.number(lengths[i] + (i == column ? 1 : 0));
        }
        int start = block.length - in.remaining();
        for (int i = 0; i < lengths.length; i++) {
            out.bytes(block, start, lengths[i]).bytes(new byte[i == column ? 1 : 0]);
            start += lengths[i];
        }
        return out.toByteArray();
    }

    @Test
    void similar_layouts_take_little_more_than_one() {
        List<byte[]> layouts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            layouts.add(layout(new Random(i)));
        }
        byte[] one = LayoutGroupWriter.encode(layouts.subList(0, 1));
        byte[] all = LayoutGroupWriter.encode(layouts);
        assertNotNull(one);
        assertNotNull(all);
        assertTrue(all.length < 20 * one.length, one.length + " and " + all.length);
    }

    private static void readOrRefuse(byte[] block, int size) {
        try {
            assertEquals(size, LayoutGroupReader.read("test", block, 2, size).length);
        } catch (BundleFormatException e) {
            // An answer that is allowed.
        }
    }

    private static void assertRoundTrip(List<byte[]> layouts) throws IOException {
        byte[] block = LayoutGroupWriter.encode(layouts);
        assertNotNull(block);
        for (int i = 0; i < layouts.size(); i++) {
            byte[] layout = layouts.get(i);
            assertArrayEquals(layout, LayoutGroupReader.read("test", block, i, layout.length), "layout " + i);
        }
    }

    /** Some members of two structures, with padding here and there before them; canonical. */
    private static byte[] layout(Random random) {
        BtfBuilder builder = new BtfBuilder(random.nextInt(9) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int number = builder.add(BtfKind.INT, builder.string("int"), false, 0, 4);
        builder.word(1 << 24 | 32);
        int pointer = builder.add(BtfKind.PTR, 0, false, 0, number + 3);
        int array = builder.add(BtfKind.ARRAY, 0, false, 0, 0);
        builder.word(pointer).word(number).word(random.nextInt(3));
        for (String name : Arrays.asList("task", "file")) {
            boolean[] kept = new boolean[20];
            int count = 0;
            for (int i = 0; i < kept.length; i++) {
                kept[i] = random.nextInt(8) > 0;
                count += kept[i] ? 1 : 0;
            }
            builder.add(BtfKind.STRUCT, builder.string(name), false, count, 4000 + random.nextInt(3));
            for (int i = 0, offset = 0; i < kept.length; i++) {
                offset += 64 + (random.nextInt(10) == 0 ? 64 : 0);
                if (kept[i]) {
                    builder.word(builder.string("member" + i));
                    builder.word(i % 3 == 0 ? number : i % 3 == 1 ? pointer : array)
                            .word(offset);
                }
            }
        }
        try {
            return CanonicalBtf.of(Btf.parse(builder.build(), "layout"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
