// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The header: where sections may lie, and what libbpf does not look at. */
class BtfHeaderTest {
    @ParameterizedTest
    @CsvSource({
        // header length and unknown bytes, gaps before types and strings, trailing bytes
        "24, 0, 0, 0, 0",
        "32, 0, 0, 0, 0",
        "28, 0, 0, 0, 0",
        "40, 0, 0, 0, 0",
        "40, 0xFF, 0, 0, 0",
        "25, 0, 0, 0, 0",
        "24, 0, 8, 0, 0",
        "24, 0, 0, 1, 0",
        "24, 0, 0, 100, 0",
        "24, 0, 0, 0, 1",
        "24, 0, 0, 0, 1000",
        "32, 0, 4, 3, 2",
        "1000, 0xAA, 4, 3, 2"
    })
    void sections_may_lie_apart_and_the_header_be_longer(int length, String fill, int gap1, int gap2, int after)
            throws BtfFormatException {
        for (ByteOrder order : Blob.ORDERS) {
            Btf btf = new Blob(order)
                    .header(length, Integer.decode(fill))
                    .gaps(gap1, gap2, after)
                    .parse();

            assertEquals(order, btf.order());
            assertEquals(2, btf.typeCount());
            assertEquals(BtfKind.INT, btf.kind(1));
            assertEquals("int", btf.name(1));
            assertEquals(32, btf.intBits(1));
            assertEquals(5, btf.strings().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "1, 1", "255, 255"})
    void version_and_flags_are_not_looked_at(int version, int flags) throws BtfFormatException {
        byte[] bytes = new Blob(ByteOrder.LITTLE_ENDIAN).build();
        bytes[2] = (byte) version;
        bytes[3] = (byte) flags;

        assertEquals("int", Btf.parse(bytes, "blob").name(1));
    }

    /** Columns: offset of a word in the header, its new value, the message. The blob has 24 + 16 + 5 bytes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 | 0 | BTF header length at offset 4: expected 24 to 45, found 0",
                "4 | 20 | expected 24 to 45, found 20",
                "4 | 23 | expected 24 to 45, found 23",
                "4 | 46 | expected 24 to 45, found 46",
                "4 | -1 | expected 24 to 45, found 4294967295",
                "4 | 44 | BTF header: string section ends after the blob: found 21 with 1 bytes after the header",
                "8 | 1 | BTF header: type section offset is not a multiple of 4: found 1",
                "8 | 2 | not a multiple of 4: found 2",
                "8 | 4 | BTF header: type section ends after the string section starts: found 20",
                "8 | -4 | ends after the string section starts: found 4294967308",
                "12 | 17 | ends after the string section starts: found 17",
                "12 | -1 | ends after the string section starts: found 4294967295",
                "16 | 15 | type section ends after the string section starts: found 16",
                "16 | 0 | type section ends after the string section starts: found 16",
                "16 | 17 | BTF header: string section ends after the blob: found 22 with 21 bytes after the header",
                "16 | -5 | string section ends after the blob: found 4294967296",
                "20 | 6 | string section ends after the blob: found 22",
                "20 | -16 | string section ends after the blob: found 4294967296",
                "20 | 0 | BTF string section at offset 40: expected to begin and end with a NUL, found none",
                "20 | 4 | BTF string section at offset 40: expected to begin and end with a NUL",
                "16 | 18 | string section ends after the blob",
            })
    void a_section_that_does_not_fit_is_refused(int offset, int value, String message) {
        for (ByteOrder order : Blob.ORDERS) {
            assertRefused(message, new Blob(order).word(offset, value));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', none", "'int\0', a", "'\0int', b", "'x', c"})
    void strings_begin_and_end_with_a_nul(String strings, String name) {
        assertRefused("expected to begin and end with a NUL", new Blob(ByteOrder.BIG_ENDIAN).strings(strings));
        assertRefused("(a kernel module's BTF builds on the kernel's", new Blob(ByteOrder.BIG_ENDIAN).strings(strings));
    }

    @Test
    void the_smallest_btf_has_25_bytes_and_no_types() throws BtfFormatException {
        for (ByteOrder order : Blob.ORDERS) {
            Blob blob = new Blob(order).types().strings("\0");
            assertEquals(25, blob.build().length);
            assertEquals(1, blob.parse().typeCount());
            assertEquals(0, blob.parse().typeSection().remaining());
            assertEquals(33, blob.header(32, 0).build().length);
            assertEquals(1, blob.parse().typeCount());
        }
    }

    @Test
    void bytes_that_do_not_start_with_the_magic_are_not_btf() {
        assertMessage("blob: not BTF: the file is empty", new byte[0]);
        assertMessage("blob: not BTF: expected magic 9f eb or eb 9f, found 9f", new byte[] {(byte) 0x9F});
        assertMessage("blob: not BTF: expected magic 9f eb or eb 9f, found 00 7f", new byte[] {0, 0x7F, 1});
        assertMessage("blob: not BTF: expected magic 9f eb or eb 9f, found 0f 10", new byte[] {0x0F, 0x10});
        assertMessage("blob: truncated BTF: 2 bytes, a header has 24", new byte[] {(byte) 0x9F, (byte) 0xEB});
        assertMessage(
                "blob: truncated BTF: 23 bytes, a header has 24",
                Arrays.copyOf(new Blob(ByteOrder.LITTLE_ENDIAN).build(), 23));
    }

    @Test
    void the_start_of_a_blob_is_enough_for_its_header() throws BtfFormatException {
        byte[] whole = new Blob(ByteOrder.BIG_ENDIAN).header(32, 0).build();

        assertEquals(
                ByteOrder.BIG_ENDIAN,
                BtfHeader.parse(Arrays.copyOf(whole, 32), whole.length, "x").order());
        BtfFormatException e = assertThrows(
                BtfFormatException.class, () -> BtfHeader.parse(Arrays.copyOf(whole, 32), whole.length - 1, "x"));
        assertTrue(e.getMessage().startsWith("x: BTF header: string section ends after the blob"), e.getMessage());
    }

    @Test
    void sizes_over_the_limit_are_refused_before_anything_is_read() throws BtfFormatException {
        byte[] start = new Blob(ByteOrder.LITTLE_ENDIAN).build();
        long size = BtfHeader.MAX_SIZE + 1L;

        assertEquals(
                start.length, BtfHeader.parse(start, BtfHeader.MAX_SIZE, "x").end());
        BtfFormatException e = assertThrows(BtfFormatException.class, () -> BtfHeader.parse(start, size, "x"));
        assertEquals("x: BTF of 268435457 bytes is over the limit of 268435456", e.getMessage());
    }

    private static void assertMessage(String message, byte[] bytes) {
        assertEquals(
                message,
                assertThrows(BtfFormatException.class, () -> Btf.parse(bytes, "blob"))
                        .getMessage());
    }

    private static void assertRefused(String message, Blob blob) {
        String found = assertThrows(BtfFormatException.class, blob::parse).getMessage();
        assertTrue(found.startsWith("blob: ") && found.contains(message), found);
    }
}
