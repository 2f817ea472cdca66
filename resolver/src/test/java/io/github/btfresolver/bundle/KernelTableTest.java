// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KernelTableTest {
    private static final int MEGABYTE = 1 << 20;

    /** Of three platforms, so that a release's rows may be in two groups. */
    @Test
    void every_kernel_of_many_groups_is_found() throws IOException {
        BundleWriter writer = new BundleWriter("test");
        for (int i = 0; i < 450; i++) {
            writer.addKernel(Bundles.id("a/" + i % 3 + "/x86_64/5.4." + i / 3 + "#" + (1000 + i)), new byte[] {1});
        }
        Bundle bundle = Bundles.read(Bundles.bytes(writer));
        KernelEntries entries = bundle.entries();
        assertEquals(450, entries.count());

        for (int i = 0; i < 450; i++) {
            KernelId kernel = entries.get(i);
            assertArrayEquals(new int[] {i}, entries.withBuildId(kernel.buildId(), new int[0]), kernel.toString());
            int first = i - i % 3;
            assertArrayEquals(new int[] {first, first + 1, first + 2}, entries.withRelease(kernel.release()));
            assertEquals(0, entries.withRelease(kernel.release() + "-").length);
        }
    }

    /** Three or four in each group of sixteen rows. */
    @Test
    void all_kernels_with_one_build_id_are_found() throws IOException {
        BundleWriter writer = new BundleWriter("test");
        for (int i = 100; i < 164; i++) {
            writer.addKernel(Bundles.id("a/1/x86_64/5.4." + i + "#" + (i % 5 == 0 ? "aa" : "b" + i)), new byte[] {1});
        }
        KernelEntries entries = Bundles.read(Bundles.bytes(writer)).entries();

        assertArrayEquals(
                new int[] {0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60}, entries.withBuildId("aa", new int[0]));
    }

    /** No platforms; kernels of which every group claims a megabyte, in an index that has little more. */
    @Test
    void groups_that_are_together_more_than_the_index_are_refused() throws BundleFormatException {
        byte[] index = new byte[MEGABYTE + MEGABYTE / 2];
        int kernels = 4096 * KernelTable.GROUP; // 4 GiB in all: zero, as an int
        int at = number(index, 1, kernels);
        at = number(index, at, 0);
        for (int group = 0; group < kernels / KernelTable.GROUP; group++) {
            at = number(index, at, MEGABYTE);
        }
        IndexInput in = new IndexInput("text", index, 0);
        int[] platforms = KernelTable.platforms(in);

        LayoutTable none = new LayoutTable(new IndexInput("text", new byte[2], 0), new byte[0], 0);

        BundleFormatException e = assertThrows(BundleFormatException.class, () -> new KernelTable(in, platforms, none));

        assertTrue(e.getMessage().contains("size of a group of kernels"), e.getMessage());
    }

    /** In LEB128; returns where the next goes. */
    private static int number(byte[] index, int at, int number) {
        int rest = number;
        int end = at;
        for (; rest > 0x7F; rest >>>= 7) {
            index[end++] = (byte) (rest | 0x80);
        }
        index[end] = (byte) rest;
        return end + 1;
    }
}
