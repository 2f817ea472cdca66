// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.BtfText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Names, and the blobs that the builder writes. */
class BtfStringsTest {
    @Test
    void an_offset_into_a_string_names_its_tail() throws BtfFormatException {
        BtfStrings strings = new Blob(ByteOrder.LITTLE_ENDIAN)
                .strings("\0int\0\0nt\0")
                .parse()
                .strings();

        assertEquals(9, strings.size());
        assertEquals("", strings.get(0));
        assertEquals("int", strings.get(1));
        assertEquals("nt", strings.get(2));
        assertEquals("", strings.get(4));
        assertEquals("", strings.get(5));
        assertEquals(3, strings.length(1));
        assertTrue(strings.isEmpty(4));
        assertFalse(strings.isEmpty(3));
        assertTrue(strings.equal(2, strings, 6));
        assertFalse(strings.equal(1, strings, 6));
        assertFalse(strings.equal(4, strings, 6));
        assertTrue(strings.contains(8));
        assertFalse(strings.contains(9));
        assertFalse(strings.contains(-1));
    }

    @Test
    void strings_that_begin_alike_are_not_equal() throws BtfFormatException {
        BtfStrings strings = new Blob(ByteOrder.LITTLE_ENDIAN)
                .strings("\0int\0in\0inx\0")
                .parse()
                .strings();

        assertFalse(strings.equal(1, strings, 5));
        assertFalse(strings.equal(5, strings, 1));
        assertFalse(strings.equal(1, strings, 8));
        assertTrue(strings.prefixesEqual(1, strings, 8, 2));
        assertFalse(strings.prefixesEqual(1, strings, 8, 3));
    }

    @Test
    void names_are_bytes_and_survive_as_they_are() throws IOException {
        StringBuilder name = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            name.append(c);
        }
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        builder.add(BtfKind.FLOAT, builder.string(name.toString()), false, 0, 4);

        assertEquals(name.toString(), Btf.parse(builder.build(), "built").name(1));
    }

    /** The worked example of the specification: what bpftool writes of {@code pt_regs.ax}. */
    @Test
    void the_builder_writes_what_libbpf_writes() throws IOException {
        String types = "int long~unsigned~int 8; struct pt_regs 168 ax:1@640";
        byte[] expected = hex("9feb010018000000000000002800000028000000" + "1e000000"
                + "0100000000000001080000004000000013000000010000" + "04a80000001b000000010000008002000000"
                + "6c6f6e6720756e7369676e656420696e740070745f726567730061780" + "0");

        byte[] bytes = BtfText.bytes(types, ByteOrder.LITTLE_ENDIAN);
        assertArrayEquals(expected, bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Btf btf = Btf.parse(bytes, "built");
        btf.writeTo(out);
        assertArrayEquals(expected, out.toByteArray());
        assertEquals(94, btf.size());
        assertEquals("built", btf.source());
    }

    @Test
    void strings_are_stored_once_in_order_of_first_use() {
        BtfBuilder builder = new BtfBuilder(ByteOrder.BIG_ENDIAN);

        assertEquals(0, builder.string(""));
        assertEquals(1, builder.string("ab"));
        assertEquals(4, builder.string("b"));
        assertEquals(1, builder.string("ab"));
        assertEquals(6, builder.string("c"));
        byte[] empty = {(byte) 0xEB, (byte) 0x9F, 1, 0, 0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0};
        assertArrayEquals(empty, new BtfBuilder(ByteOrder.BIG_ENDIAN).build());
    }

    @Test
    void a_type_has_at_most_24_bits_of_elements() {
        BtfBuilder builder = new BtfBuilder(ByteOrder.BIG_ENDIAN);
        assertThrows(IllegalArgumentException.class, () -> builder.add(BtfKind.STRUCT, 0, false, 1 << 24, 0));
    }

    @Test
    void a_builder_grows() throws IOException {
        BtfBuilder builder = new BtfBuilder(ByteOrder.BIG_ENDIAN);
        builder.add(BtfKind.ENUM, 0, false, 70000, 4);
        for (int i = 0; i < 70000; i++) {
            builder.word(builder.string("e" + i)).word(i);
        }
        Btf btf = Btf.parse(builder.build(), "built");

        assertEquals(70000, btf.vlen(1));
        assertEquals("e69999", btf.elementName(1, 69999));
        assertEquals(69999, btf.enumeratorValue(1, 69999));
    }

    private static byte[] hex(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }
}
