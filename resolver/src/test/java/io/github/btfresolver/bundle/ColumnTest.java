// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of a column, which ends before the block does: what follows is another column's. */
class ColumnTest {
    private static IndexInput of(String hex) {
        byte[] block = Hex.parse("01" + hex + "01");
        return IndexInput.column("test", block, 1, block.length - 1);
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "7f, 127", "8001, 128", "8000, 0", "ffffffff0f, 4294967295", "ffffffff7f, 34359738367"})
    void a_number_has_up_to_35_bits(String hex, long expected) throws BundleFormatException {
        IndexInput in = of(hex);

        assertEquals(expected, in.leb128("it"));
        assertEquals(0, in.remaining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''           | offset 1, it: expected 1 bytes, found 0 bytes before the end",
                "80           | offset 2, it: expected 1 bytes, found 0 bytes before the end",
                "ffffffffff   | offset 1, it: expected a number of up to 5 bytes, found a longer one",
                "808080808001 | offset 1, it: expected a number of up to 5 bytes, found a longer one",
            })
    void what_is_none_is_refused(String hex, String complaint) {
        String message = "test: block of layouts, " + complaint;
        IndexInput in = of(hex);
        assertEquals(
                message,
                assertThrows(BundleFormatException.class, () -> in.leb128("it")).getMessage());
        IndexInput limited = of(hex);
        assertEquals(
                message,
                assertThrows(BundleFormatException.class, () -> limited.number(9, "it"))
                        .getMessage());
    }

    @Test
    void a_number_may_be_as_large_as_its_limit() throws BundleFormatException {
        assertEquals(9, of("09").number(9, "it"));
        assertEquals(128, of("8001").number(128, "it"));
        for (String larger : new String[] {"0a", "8001"}) {
            BundleFormatException e =
                    assertThrows(BundleFormatException.class, () -> of(larger).number(9, "it"));
            String found = larger.equals("8001") ? "128" : "10";
            assertEquals("test: block of layouts, offset 1, it: expected at most 9, found " + found, e.getMessage());
        }
        assertThrows(BundleFormatException.class, () -> of("8a00").number(10, "it"), "not its shortest form");
    }

    @Test
    void what_is_skipped_is_all_of_the_column_and_all_the_same() throws BundleFormatException {
        IndexInput in = of("010102");
        assertFalse(in.skipAll(1, 3));
        assertFalse(in.skipAll(1, 4)); // the byte behind is another column's
        assertTrue(in.skipAll(1, 2));
        assertEquals(2, in.number(9, "it"));
        assertTrue(in.skipAll(1, 0));
        assertFalse(in.skipAll(1, 1));
    }
}
