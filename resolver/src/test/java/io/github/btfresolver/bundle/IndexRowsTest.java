// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Indexes that no writer makes, in hex digits: a lookup in one might miss a kernel, or read beside it. */
class IndexRowsTest {
    /** Its name; no objects; no sources. */
    private static final String START = "0161 00 00";

    /** Two: x86_64 of i 1, and of i 2. */
    private static final String PLATFORMS = "02 067838365f3634 0169 0131 067838365f3634 0169 0132";

    /** One plain block of 5 bytes, and layouts of 2 and 3 bytes. */
    private static final String BLOCKS = "01 00 00000000 05 02 00";

    private static final String LAYOUTS = "02 02000000 03000000 00000000 00000000";
    private static final String NO_KERNELS = "00 00";

    @Test
    void rows_in_order_are_read() throws IOException {
        Bundle bundle = read(START, PLATFORMS, BLOCKS, LAYOUTS, "03 01 14 0003352e34000000 0300010100 03000101020a0b");

        assertEquals(3, bundle.kernelCount());
        assertEquals(Bundles.id("i/1/x86_64/5.4"), bundle.kernel(0));
        assertEquals(Bundles.id("i/2/x86_64/5.4"), bundle.kernel(1));
        assertEquals(Bundles.id("i/2/x86_64/5.4#0a0b"), bundle.kernel(2));
        assertEquals(1, bundle.layoutOf(2));
    }

    /** Columns: what; how many kernels, whether with build ids, sizes of groups, rows; the complaint. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a release before        | 02 00 10 0003352e34000000 0003352e33000000              | kernel 1: expected one that sorts after its predecessor, found it in another place",
                "the third before        | 03 00 18 0003352e31000000 0003352e33000000 0003352e32000000 | kernel 2: expected one that sorts after its predecessor, found it in another place",
                "its beginning before    | 02 00 0f 0005352e342e31000000 0300000000                | kernel 1: expected one that sorts after its predecessor, found it in another place",
                "by unsigned bytes       | 02 00 0d 0002c3a9000000 000161000000                    | kernel 1: expected one that sorts after its predecessor, found it in another place",
                "a platform before       | 02 00 0d 0003352e34010000 0300000000                    | kernel 1: expected one that sorts after its predecessor, found it in another place",
                "a build id before       | 02 01 0f 0003352e340000010b 03000000010a                | kernel 1: expected one that sorts after its predecessor, found it in another place",
                "its end after           | 02 01 10 0003352e340000020a0b 03000000010a              | kernel 1: expected one that sorts after its predecessor, found it in another place",
                "twice                   | 02 01 0f 0003352e340000010a 03000000010a                | kernel 1: expected one that sorts after its predecessor, found it in another place",
                "shared with none        | 01 00 08 0103352e34000000                               | bytes of the release shared with the row before: expected at most 0, found 1",
                "more shared than there  | 02 00 0d 0003352e34000000 0400000000                    | bytes of the release shared with the row before: expected at most 3, found 4",
                "no such platform        | 01 00 08 0003352e34020000                               | platform of a kernel: expected at most 1, found 2",
                "no such layout          | 01 00 08 0003352e34000200                               | layout of a kernel: expected at most 1, found 2",
                "a long build id         | 01 01 08 0003352e34000041                               | length of a build id: expected at most 64, found 65",
                "no UTF-8                | 01 00 06 0001ff000000                                   | release: expected UTF-8, found other bytes",
                "no build id             | 01 01 08 0003352e34000000                               | whether kernels have build ids: expected false, found true",
                "a build id              | 01 00 09 0003352e340000010a                             | whether kernels have build ids: expected true, found false",
                "too many                | c19a0c 00                                               | number of kernels: expected at most 200000, found 200001",
                "more than there is room | 03 00 08 0003352e34000000                               | number of kernels: expected at most 2 in what is left of the index, found 3",
            })
    void kernels_that_a_lookup_could_miss_are_refused(String what, String kernels, String complaint) {
        refused(complaint, START, PLATFORMS, BLOCKS, LAYOUTS, kernels);
    }

    @Test
    void nothing_may_follow_the_kernels() {
        refused(
                "end of the index: expected no more bytes, found 1 bytes",
                START,
                PLATFORMS,
                BLOCKS,
                LAYOUTS,
                NO_KERNELS,
                "00");
    }

    @Test
    void blocks_and_layouts_may_be_as_large_as_their_limits() throws IOException {
        Bundle largest = read(START, PLATFORMS, "01 00 00000000 05 01 01", "01 00000004 00000000", NO_KERNELS);
        assertEquals(BundleLimits.LAYOUT_SIZE, largest.layoutSize(0));
        assertThrows(IndexOutOfBoundsException.class, () -> largest.layoutSize(1));
        assertThrows(IndexOutOfBoundsException.class, () -> largest.layoutSize(-1));
        assertEquals(
                2,
                read(START, PLATFORMS, "01 00 00000000 808004 02 01", LAYOUTS, NO_KERNELS)
                        .layoutCount());
    }

    @Test
    void a_release_over_the_limit_is_refused_also_when_it_shares_most_of_it() {
        String letters = String.join("", Collections.nCopies(200, "61"));
        String own = String.join("", Collections.nCopies(56, "62"));

        refused(
                "further bytes of the release: expected at most 55, found 56",
                START,
                PLATFORMS,
                BLOCKS,
                LAYOUTS,
                "02 00 8c02 00c801" + letters + "000000 c80138" + own + "000000");
    }

    /** The first of every sixteen rows stands for itself, and where it is, is written before. */
    @Test
    void groups_that_are_not_where_they_should_be_are_refused() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (char letter = 'a'; letter <= 'q'; letter++) {
            rows.append("0001").append(Integer.toHexString(letter)).append("000000");
        }
        assertEquals(
                17,
                read(START, PLATFORMS, BLOCKS, LAYOUTS, "11 00 60 06" + rows).kernelCount());

        refused(
                "group 1 of kernels: expected it at 153, found it here",
                START,
                PLATFORMS,
                BLOCKS,
                LAYOUTS,
                "11 00 5a 0c" + rows);
        refused(
                "group 2 of kernels: expected it at 159, found it here",
                START,
                PLATFORMS,
                BLOCKS,
                LAYOUTS,
                "11 00 60 07" + rows + "00");
        refused(
                "kernels: expected 104 bytes, found 102 bytes before the end",
                START,
                PLATFORMS,
                BLOCKS,
                LAYOUTS,
                "11 00 60 08" + rows);
        refused(
                "bytes of the release shared with the row before: expected at most 0, found 1",
                START,
                PLATFORMS,
                BLOCKS,
                LAYOUTS,
                "11 00 60 06" + rows.replace(96 * 2, 96 * 2 + 4, "0100"));
    }

    /** Columns: what; platforms; the complaint. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an architecture before | 02 067838365f3634 0169 0131 0561726d3634 0169 0131   | platform 1: expected one that sorts after its predecessor, found it in another place",
                "an ID before           | 02 067838365f3634 0169 0131 067838365f3634 0168 0131 | platform 1: expected one that sorts after its predecessor, found it in another place",
                "a version before       | 02 067838365f3634 0169 0132 067838365f3634 0169 0131 | platform 1: expected one that sorts after its predecessor, found it in another place",
                "twice                  | 02 067838365f3634 0169 0131 067838365f3634 0169 0131 | platform 1: expected one that sorts after its predecessor, found it in another place",
            })
    void platforms_that_are_not_in_order_are_refused(String what, String platforms, String complaint) {
        refused(complaint, START, platforms, BLOCKS, LAYOUTS, NO_KERNELS);
    }

    /** Columns: what; blocks; layouts; the complaint. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "more layouts in a block  | 01 00 00000000 05 03 00 | 02 02000000 03000000 00000000 00000000 | number of layouts: expected a sum of 3, found 2",
                "fewer layouts in a block | 01 00 00000000 05 01 00 | 02 02000000 03000000 00000000 00000000 | number of layouts: expected a sum of 1, found 2",
                "more in the next block   | 02 00 00000000 02 01 00 00 00000000 03 02 00 | 02 02000000 03000000 00000000 00000000 | number of layouts: expected a sum of 3, found 2",
                "no layout                | 01 00 00000000 05 02 00 | 02 00000000 05000000 00000000 00000000 | size of layout 0: expected 1 to 67108864, found 0",
                "less than none           | 01 00 00000000 05 02 00 | 02 ffffffff 06000000 00000000 00000000 | size of layout 0: expected 1 to 67108864, found -1",
                "a large layout           | 01 00 00000000 05 01 01 | 01 01000004 00000000                   | size of layout 0: expected 1 to 67108864, found 67108865",
                "smaller than their block | 01 00 00000000 05 02 00 | 02 02000000 02000000 00000000 00000000 | sizes of the layouts in block 0: expected a sum of 5, found 4",
                "larger than their block  | 01 00 00000000 05 02 00 | 02 02000000 04000000 00000000 00000000 | sizes of the layouts in block 0: expected a sum of 5, found 6",
                "more room than there is  | 01 00 00000000 05 02 00 | 03 02000000 03000000 00000000 00000000 | number of layouts: expected at most 2 in what is left of the index, found 3",
                "too many layouts         | 01 00 00000000 05 02 00 | a18d06                                 | number of layouts: expected at most 100000, found 100001",
                "too many in a block      | 01 00 00000000 05 a18d06 00 | 00                                 | number of layouts in a block: expected at most 100000, found 100001",
                "a large block            | 01 00 00000000 81808020 02 00 | 00                               | decoded size of a block: expected at most 67108864, found 67108865",
                "more than the file       | 01 ffffffff07 00000000 05 02 00 00 | 00                          | encoded size of a block: expected at most 134217659, found 2147483647",
                "more behind another      | 02 05 00000000 02 01 00 ffffffff07 00000000 03 02 00 | 00              | encoded size of a block: expected at most 134217647, found 2147483647",
                "a form not known         | 01 00 00000000 05 02 02 | 00                                     | form of a block: expected at most 1, found 2",
                "too many blocks          | a18d06                  | 00                                     | number of blocks: expected at most 100000, found 100001",
            })
    void layouts_that_do_not_fill_their_blocks_are_refused(
            String what, String blocks, String layouts, String complaint) {
        refused(complaint, START, PLATFORMS, blocks, layouts, NO_KERNELS);
    }

    /** Who opens a bundle for a lookup checks what it asks for. */
    @Test
    void a_layout_beyond_its_block_is_refused_when_it_is_asked_for() throws IOException {
        byte[] block = BytePacker.pack(new byte[5]);
        byte[] blockRow = new IndexOutput()
                .number(1)
                .number(block.length)
                .fixed(PackedBytes.checksum(block))
                .number(5)
                .number(2)
                .number(0)
                .toByteArray();
        String layouts = "02 03000000 03000000 00000000 00000000";
        byte[] index = index(START, PLATFORMS, Hex.of(blockRow, 0, blockRow.length), layouts, NO_KERNELS);
        Bundle bundle = Bundle.open(new ByteArrayInputStream(BundleParts.bundle(index, block)), "test");

        BundleFormatException e = assertThrows(BundleFormatException.class, () -> bundle.layout(1));

        assertEquals("place of layout 1: expected at most 2, found 3", complaint(e));
    }

    private static void refused(String complaint, String... parts) {
        assertEquals(complaint, complaint(assertThrows(BundleFormatException.class, () -> read(parts))));
    }

    /** What follows the place. */
    private static String complaint(BundleFormatException e) {
        String text = String.valueOf(e.getMessage());
        return text.substring(text.indexOf(", ") + 2);
    }

    private static Bundle read(String... parts) throws IOException {
        return Bundles.read(BundleParts.bundle(index(parts), new byte[0]));
    }

    private static byte[] index(String... parts) {
        return Hex.parse(String.join("", parts).replace(" ", ""));
    }
}
