// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and strings of an index, at the limits of each. */
class IndexInputTest {
    private static IndexInput of(String hex) {
        return new IndexInput("test", Hex.parse(hex), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0, 0",
        "7f, 127, 127",
        "8001, 128, 128",
        "ff01, 255, 255",
        "ffff7f, 2097151, 2097151",
        "ffffffff07, 2147483647, 2147483647",
    })
    void a_number_up_to_the_limit_is_read_to_its_end(String hex, int max, int expected) throws BundleFormatException {
        IndexInput in = of(hex);

        assertEquals(expected, in.number(max, "it"));
        assertEquals(0, in.remaining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01           | 0          | offset 0, it: expected at most 0, found 1",
                "7f           | 126        | offset 0, it: expected at most 126, found 127",
                "8001         | 127        | offset 0, it: expected at most 127, found 128",
                "808002       | 32767      | offset 0, it: expected at most 32767, found 32768",
                "ffffffff0f   | 2147483647 | offset 0, it: expected at most 2147483647, found 4294967295",
                "8000         | 127        | offset 0, it: expected at most 127, found a number with leading zeros",
                "808000       | 127        | offset 0, it: expected at most 127, found a number with leading zeros",
                "808080808001 | 2147483647 | offset 0, it: expected a number of up to 5 bytes, found a longer one",
                "''           | 9          | offset 0, it: expected 1 bytes, found 0 bytes before the end",
                "80           | 9          | offset 1, it: expected 1 bytes, found 0 bytes before the end",
            })
    void a_number_that_is_none_or_too_large_is_refused(String hex, int max, String complaint) {
        BundleFormatException e = assertThrows(BundleFormatException.class, () -> of(hex).number(max, "it"));

        assertEquals("test: index " + complaint, e.getMessage());
    }

    @Test
    void a_count_may_take_all_that_is_left() throws BundleFormatException {
        assertEquals(2, of("0201020304").count(9, 2, "count"));
        BundleFormatException e =
                assertThrows(BundleFormatException.class, () -> of("02010203").count(9, 2, "count"));
        assertEquals(
                "test: index offset 0, count: expected at most 1 in what is left of the index, found 2",
                e.getMessage());
    }

    @Test
    void fixed_numbers_are_little_endian_and_may_be_the_last() throws BundleFormatException {
        assertEquals(0x84838281, of("81828384").fixed("it"));
        assertThrows(BundleFormatException.class, () -> of("818283").fixed("it"));
    }

    @Test
    void a_string_may_be_the_last_and_is_utf_8() throws BundleFormatException {
        assertEquals("a\u007f", of("02617f").string("it"));
        assertEquals("\u00e9", of("02c3a9").string("it"));
        assertEquals("", of("00").string("it"));
        assertThrows(BundleFormatException.class, () -> of("0361").string("it"));
        assertThrows(BundleFormatException.class, () -> of("01c3a9").string("it"));
        assertThrows(BundleFormatException.class, () -> of("01c3a9").skipString(9, "it"));
        assertThrows(BundleFormatException.class, () -> of("0361").skipString(9, "it"));
        IndexInput in = of("02c3a901");
        in.skipString(2, "it");
        assertEquals(3, in.position());
    }
}
