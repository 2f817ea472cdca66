// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** The layouts of a bundle: their checksums and where they are. */
final class LayoutTable {
    private final byte[] index;
    private final int hashes;
    private final int[] size;
    private final int[] block;
    private final int[] offsetInBlock;

    /**
     * Reads and checks the rows.
     *
     * @param blocks are filled by the layouts one after the other, without gaps
     */
    LayoutTable(IndexInput in, BlockTable blocks) throws BundleFormatException {
        index = in.bytes();
        int count = in.count(BundleLimits.LAYOUTS, 1 + Sha256.LENGTH, "number of layouts");
        size = new int[count];
        block = new int[count];
        offsetInBlock = new int[count];
        for (int i = 0, current = 0, used = 0; i < count; i++) {
            int start = in.position();
            size[i] = in.number(BundleLimits.LAYOUT_SIZE, "size of layout " + i);
            while (current < blocks.count() && used == blocks.decodedSize(current)) {
                current++;
                used = 0;
            }
            int left = current < blocks.count() ? blocks.decodedSize(current) - used : 0;
            if (size[i] == 0 || size[i] > left) {
                throw in.bad(
                        start, "size of layout " + i, "1 to " + left + ", what is left of its block", "" + size[i]);
            }
            block[i] = current;
            offsetInBlock[i] = used;
            used += size[i];
        }
        expectFull(in, blocks);
        hashes = in.skip(count * Sha256.LENGTH, "SHA-256 of the layouts");
    }

    private void expectFull(IndexInput in, BlockTable blocks) throws BundleFormatException {
        long sum = 0;
        for (int bytes : size) {
            sum += bytes;
        }
        if (sum != blocks.decodedSize()) {
            throw in.bad(in.position(), "sizes of the layouts", "a sum of " + blocks.decodedSize(), "" + sum);
        }
    }

    int count() {
        return size.length;
    }

    int size(int layout) {
        return size[layout];
    }

    int block(int layout) {
        return block[layout];
    }

    int offsetInBlock(int layout) {
        return offsetInBlock[layout];
    }

    String sha256(int layout) {
        return Hex.of(index, hashes + checked(layout) * Sha256.LENGTH, Sha256.LENGTH);
    }

    boolean isSha256(int layout, byte[] hash) {
        return Sha256.equal(hash, index, hashes + checked(layout) * Sha256.LENGTH);
    }

    private int checked(int layout) {
        if (layout < 0 || layout >= size.length) {
            throw new IndexOutOfBoundsException("layout " + layout + " of " + size.length);
        }
        return layout;
    }
}
