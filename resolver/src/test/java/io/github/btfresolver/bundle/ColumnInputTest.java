// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of a column, which ends before the block does: what follows is another column's. */
class ColumnInputTest {
    private static ColumnInput of(String hex) {
        byte[] block = Hex.parse("01" + hex + "01");
        return new ColumnInput("test", block, 1, block.length - 1);
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "7f, 127", "8001, 128", "8000, 0", "ffffffff0f, 4294967295", "ffffffff7f, 34359738367"})
    void a_number_has_up_to_35_bits(String hex, long expected) throws BundleFormatException {
        ColumnInput in = of(hex);

        assertEquals(expected, in.number());
        assertEquals(0, in.remaining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''           | offset 1: expected a number, found the end of the column",
                "80           | offset 2: expected a number, found the end of the column",
                "ffffffffff   | offset 6: expected a number of up to 35 bits, found a longer one",
                "808080808001 | offset 6: expected a number of up to 35 bits, found a longer one",
            })
    void what_is_none_is_refused(String hex, String complaint) {
        String message = "test: block of layouts, " + complaint;
        ColumnInput in = of(hex);
        assertEquals(
                message, assertThrows(BundleFormatException.class, in::number).getMessage());
        ColumnInput limited = of(hex);
        assertEquals(
                message,
                assertThrows(BundleFormatException.class, () -> limited.number(9, "it"))
                        .getMessage());
    }

    @Test
    void a_number_may_be_as_large_as_its_limit() throws BundleFormatException {
        assertEquals(9, of("09").number(9, "it"));
        assertEquals(128, of("8001").number(128, "it"));
        for (String larger : new String[] {"0a", "8a00", "8001"}) {
            BundleFormatException e =
                    assertThrows(BundleFormatException.class, () -> of(larger).number(9, "it"));
            String found = larger.equals("8001") ? "128" : "10";
            int end = larger.length() / 2 + 1;
            assertEquals(
                    "test: block of layouts, offset " + end + ": expected it of at most 9, found " + found,
                    e.getMessage());
        }
    }
}
