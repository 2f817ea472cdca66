// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.testing.BtfText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code .BTF.ext} section: header, lists, groups, records. */
class BtfExtTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder[] ORDERS = {LITTLE, ByteOrder.BIG_ENDIAN};

    /** Strings: 1 "i", 3 "xdp", 7 "0:1". */
    private static final Btf BTF = BtfText.parse("int i 4; struct xdp 4; struct 0:1 4", LITTLE);

    /** func_info of 8, line_info of 16 and two groups of core_relo of 16 bytes a record, as Clang writes them. */
    private static final int[] SOUND = {
        0x0100EB9F,
        32,
        0,
        20,
        20,
        28,
        48,
        68, // header
        8,
        3,
        1,
        0,
        1, // func_info
        16,
        3,
        1,
        0,
        1,
        1,
        1, // line_info
        16,
        3,
        2,
        0,
        2,
        7,
        0,
        8,
        1,
        7,
        12,
        1,
        1,
        24,
        99,
        98,
        13 // core_relo
    };

    @Test
    void records_are_read_in_file_order_with_their_section() throws BtfFormatException {
        for (ByteOrder order : ORDERS) {
            List<CoreRelocation> records = parse(order, SOUND);

            assertEquals(3, records.size());
            assertEquals("<byte_off> [2] struct xdp (0:1)", records.get(0).toString());
            assertEquals("xdp", records.get(0).section());
            assertEquals(0, records.get(0).instructionOffset());
            assertEquals("<type_matches> [1] int i (0:1)", records.get(1).toString());
            assertEquals("xdp", records.get(1).section());
            assertEquals(8, records.get(1).instructionOffset());
            CoreRelocation odd = records.get(2);
            assertEquals("i", odd.section());
            assertEquals("<kind 13> [99] type id 99 (null)", odd.toString());
            assertNull(odd.access());
            assertNull(odd.kind());
            assertEquals(13, odd.kindNumber());
        }
    }

    /** Columns: words of the section. Header lengths; gaps; longer records, in little-endian only. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "both | 0 | 24 0 0 0 0 77",
                "both | 0 | 28 0 0 0 0 0 77",
                "both | 0 | 32 0 0 0 0 0 0 77",
                "both | 0 | 32 99 0 98 0 97 0 77",
                "both | 1 | 32 0 0 0 0 0 28 16 3 1 0 2 7 0",
                "both | 1 | 40 0 0 0 0 0 28 -1 -1 16 3 1 0 2 7 0",
                "both | 1 | 32 0 0 0 0 8 28 5 6 16 3 1 0 2 7 0 9 9",
                "both | 1 | 32 0 0 0 0 0 28 16 99999 1 -3 2 7 0",
                "little | 1 | 32 0 0 0 0 0 32 20 3 1 0 2 7 0 55",
                "little | 2 | 32 0 0 0 0 0 60 24 3 2 0 2 7 0 55 55 8 2 7 0 55 55",
                "little | 0 | 24 0 24 0 0 12 3 1 0 1 55",
            })
    void unusual_but_sound_sections_are_accepted(String orders, int records, String words) throws BtfFormatException {
        for (ByteOrder order : ORDERS) {
            int[] section = withMagic(words);
            if (order == LITTLE || orders.equals("both")) {
                assertEquals(records, parse(order, section).size());
            } else {
                assertThrows(BtfFormatException.class, () -> parse(order, section));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24 0 0 0 0 | expected a header length from 24 to below 24, found 24",
                "20 0 0 0 0 0 | expected a header length from 24 to below 28, found 20",
                "0 0 0 0 0 0 | expected a header length from 24 to below 28, found 0",
                "28 0 0 0 0 0 | expected a header length from 24 to below 28, found 28",
                "-1 0 0 0 0 0 | found 4294967295",
                "32 0 0 0 0 0 28 16 3 1 0 2 7 | core_relo at offset 0 with 28 bytes does not fit the section",
                "32 0 0 0 0 2 28 16 3 1 0 2 7 0 9 | core_relo at offset 2 with 28 bytes does not fit",
                "32 0 0 0 0 4 28 16 3 1 0 2 7 0 | core_relo at offset 4 with 28 bytes does not fit",
                "32 0 0 0 0 -4 28 16 3 1 0 2 7 0 | core_relo at offset 4294967292 with 28 bytes does not fit",
                "32 0 0 0 0 0 -1 16 3 1 0 2 7 0 | core_relo at offset 0 with 4294967295 bytes does not fit",
                "32 0 0 0 0 0 3 16 | core_relo at offset 0 with 3 bytes does not fit",
                "32 0 0 0 0 0 4 16 | core_relo has no group of records",
                "32 0 0 0 0 0 8 16 3 | core_relo has an incomplete group at offset 36",
                "32 0 0 0 0 0 12 16 3 0 | core_relo group at offset 36 with 0 records does not fit",
                "32 0 0 0 0 0 28 16 3 2 0 2 7 0 | core_relo group at offset 36 with 2 records does not fit the 16 bytes that are left",
                "32 0 0 0 0 0 28 16 3 -1 0 2 7 0 | core_relo group at offset 36 with 4294967295 records does not fit",
                "32 0 0 0 0 0 28 16 3 268435457 0 2 7 0 | with 268435457 records does not fit",
                "32 0 0 0 0 0 32 16 3 1 0 2 7 0 9 | core_relo has an incomplete group at offset 60",
                "32 0 0 0 0 0 31 16 3 1 0 2 7 0 9 | core_relo has an incomplete group at offset 60",
                "32 0 0 0 0 0 28 0 3 1 0 2 7 0 | core_relo record size: expected 16 or more, found 0",
                "32 0 0 0 0 0 28 12 3 1 0 2 7 0 | core_relo record size: expected 16 or more, found 12",
                "32 0 0 0 0 0 28 18 3 1 0 2 7 0 | core_relo record size: expected 16 or more, found 18",
                "24 0 16 0 0 4 3 1 0 | func_info record size: expected 8 or more, found 4",
                "24 0 12 0 0 8 3 1 0 | func_info group at offset 28 with 1 records does not fit",
                "24 0 0 0 24 12 3 1 0 0 0 | line_info record size: expected 16 or more, found 12",
            })
    void malformed_sections_are_refused(String words, String message) {
        for (ByteOrder order : ORDERS) {
            int[] section = withMagic(words);
            String found = assertThrows(BtfFormatException.class, () -> parse(order, section))
                    .getMessage();
            assertTrue(found.startsWith("x.o: .BTF.ext: ") && found.contains(message), () -> found + " for " + words);
        }
    }

    /** Either byte order has a huge record size refused: by the rule for its own order, or for the other's. */
    @Test
    void a_huge_record_size_does_not_turn_negative() {
        for (int size : new int[] {Integer.MIN_VALUE, -4, 0x7FFFFFFC}) {
            for (ByteOrder order : ORDERS) {
                int[] section = withMagic("32 0 0 0 0 0 28 16 3 1 0 2 7 0");
                section[8] = size;
                assertThrows(BtfFormatException.class, () -> parse(order, section));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 0 and 0", "2, 2, 2 and 0", "3, 1, 1 and 1", "3, 255, 1 and 255"})
    void version_and_flags_are_looked_at(int place, int value, String found) {
        for (ByteOrder order : ORDERS) {
            byte[] section = bytes(order, SOUND);
            section[place] = (byte) value;
            String message = assertThrows(BtfFormatException.class, () -> BtfExt.read(section, BTF, "x.o"))
                    .getMessage();
            assertEquals("x.o: .BTF.ext: expected version 1 and flags 0, found " + found, message);
        }
    }

    @Test
    void what_is_no_section_of_this_kind_says_so() {
        for (byte[] section : new byte[][] {{}, {1, 2, 3, 4}, {(byte) 0x9F}}) {
            String message = assertThrows(BtfFormatException.class, () -> BtfExt.read(section, BTF, "x.o"))
                    .getMessage();
            assertEquals("x.o: .BTF.ext: expected magic 9f eb or eb 9f at its start", message);
        }
        byte[] shortOne = {(byte) 0x9F, (byte) 0xEB, 1, 0};
        String message = assertThrows(BtfFormatException.class, () -> BtfExt.read(shortOne, BTF, "x.o"))
                .getMessage();
        assertEquals("x.o: .BTF.ext: 4 bytes, a header has 24", message);
    }

    private static List<CoreRelocation> parse(ByteOrder order, int[] words) throws BtfFormatException {
        return BtfExt.read(bytes(order, words), BTF, "x.o").relocations();
    }

    private static byte[] bytes(ByteOrder order, int[] words) {
        ByteBuffer section = ByteBuffer.allocate(4 * words.length).order(order);
        for (int word : words) {
            section.putInt(word);
        }
        // magic, version 1, flags 0
        section.putShort(0, (short) 0xEB9F).put(2, (byte) 1).put(3, (byte) 0);
        return section.array();
    }

    private static int[] withMagic(String text) {
        String[] words = text.split(" ", -1);
        int[] numbers = new int[words.length + 1];
        for (int i = 0; i < words.length; i++) {
            numbers[i + 1] = (int) Long.parseLong(words[i]);
        }
        return numbers;
    }
}
