// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.testing.BtfText;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Which layouts share a block: what reading one of them costs hangs on it. */
class LayoutPackerTest {
    private final LayoutPacker packer = new LayoutPacker();

    /** Types that nothing else has, of about so many bytes. */
    private static byte[] types(int number, int size) {
        StringBuilder text = new StringBuilder("enum e 4");
        for (int i = 0; i < 1 + size / 20; i++) {
            text.append(" ENUMERATOR_").append(number).append("_").append(i).append("=1");
        }
        try {
            return CanonicalBtf.of(BtfText.parse(text.toString(), ByteOrder.LITTLE_ENDIAN));
        } catch (BtfFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] plain(int number, int size) {
        byte[] layout = new byte[size];
        layout[0] = (byte) number;
        return layout;
    }

    /** The count of layouts of each block, with g when they are encoded together. */
    private String blocks() throws IOException {
        packer.pack();
        StringBuilder s = new StringBuilder();
        for (LayoutPacker.Block block : packer.blocks()) {
            s.append(block.layouts).append(block.grouped ? "g " : " ");
        }
        return s.toString().trim();
    }

    @Test
    void thirty_two_are_encoded_together() throws IOException {
        for (int i = 0; i < 65; i++) {
            packer.add(types(i, 1));
        }
        assertEquals("32g 32g 1g", blocks());
    }

    @Test
    void what_is_no_btf_has_blocks_of_its_own() throws IOException {
        packer.add(plain(1, 9));
        packer.add(plain(2, 9));
        packer.add(types(1, 1));
        packer.add(types(2, 1));
        packer.add(plain(3, 9));
        assertEquals("2 2g 1", blocks());
    }

    @Test
    void a_plain_block_has_256_kib_or_one_layout() throws IOException {
        packer.add(plain(1, 128 << 10));
        packer.add(plain(2, 128 << 10));
        packer.add(types(1, 1));
        packer.add(plain(3, 128 << 10));
        packer.add(plain(4, (128 << 10) + 1));
        packer.add(types(2, 1));
        packer.add(plain(5, 300 << 10));
        assertEquals("2 1g 1 1 1g 1", blocks());
        assertEquals(2 * (128 << 10), packer.blocks().get(0).decodedSize);
    }

    @Test
    void a_grouped_block_has_64_kib_at_most() throws IOException {
        packer.add(types(1, 40 << 10));
        packer.add(types(2, 40 << 10));
        packer.add(types(3, 90 << 10));
        assertTrue(packer.layouts().get(2).length > BundleLimits.GROUP_SIZE);
        assertEquals("1g 1g 1", blocks());
    }

    @Test
    void each_layout_has_one_number() {
        packer.add(plain(1, 9));
        packer.add(plain(2, 9));
        packer.add(plain(1, 9));

        assertEquals(2, packer.layouts().size());
        assertEquals(0, packer.number(plain(1, 9)));
        assertEquals(1, packer.number(plain(2, 9)));
        assertArrayEquals(plain(2, 9), packer.layouts().get(1));
    }
}
