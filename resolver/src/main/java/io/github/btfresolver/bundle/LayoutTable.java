// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** The layouts of a bundle: where they are and their checksums, in the decoded bytes of its index. */
final class LayoutTable {
    /** Bytes of a size, and of a checksum. */
    private static final int FIXED = 4;

    private final IndexInput index;
    private final BlockTable blocks;
    private final int[] firstOfBlock;
    private final int count;
    private final int sizes;
    private final int checksums;

    /**
     * Finds the rows. A row is checked when it is asked for.
     *
     * @param blocks are filled by the layouts one after the other, without gaps
     */
    LayoutTable(IndexInput in, BlockTable blocks) throws BundleFormatException {
        index = in;
        this.blocks = blocks;
        count = in.count(BundleLimits.LAYOUTS, 2 * FIXED, "number of layouts");
        firstOfBlock = new int[blocks.count() + 1];
        for (int i = 0; i < blocks.count(); i++) {
            int left = count - firstOfBlock[i];
            if (blocks.layouts(i) > left) {
                throw in.bad(in.position(), "layouts of block " + i, "at most " + left, "" + blocks.layouts(i));
            }
            firstOfBlock[i + 1] = firstOfBlock[i] + blocks.layouts(i);
        }
        if (firstOfBlock[blocks.count()] != count) {
            throw in.bad(in.position(), "number of layouts", "a sum of " + firstOfBlock[blocks.count()], "" + count);
        }
        sizes = in.skip(count * FIXED, "sizes of the layouts");
        checksums = in.skip(count * FIXED, "CRC-32 of the layouts");
    }

    /** Checks all rows. */
    void check() throws BundleFormatException {
        for (int block = 0; block < blocks.count(); block++) {
            long sum = 0;
            for (int i = firstOfBlock[block]; i < firstOfBlock[block + 1]; i++) {
                sum += checkedSize(i);
            }
            if (!blocks.isGrouped(block) && sum != blocks.decodedSize(block)) {
                throw index.bad(
                        sizes,
                        "sizes of the layouts in block " + block,
                        "a sum of " + blocks.decodedSize(block),
                        "" + sum);
            }
        }
    }

    int count() {
        return count;
    }

    /** As it is written; {@link #placeInBlock} checks it. */
    int size(int layout) {
        return index.fixedAt(sizes + checked(layout) * FIXED);
    }

    private int checkedSize(int layout) throws BundleFormatException {
        int at = sizes + checked(layout) * FIXED;
        int size = size(layout);
        if (size <= 0 || size > BundleLimits.LAYOUT_SIZE) {
            throw index.bad(at, "size of layout " + layout, "1 to " + BundleLimits.LAYOUT_SIZE, "" + size);
        }
        return size;
    }

    int block(int layout) {
        int block = 0;
        while (firstOfBlock[block + 1] <= checked(layout)) {
            block++;
        }
        return block;
    }

    /** Its offset, behind which its bytes are in the block; in one whose layouts are encoded together, its number. */
    int placeInBlock(int layout) throws BundleFormatException {
        int block = block(layout);
        int size = checkedSize(layout);
        if (blocks.isGrouped(block)) {
            return layout - firstOfBlock[block];
        }
        long place = 0;
        for (int i = firstOfBlock[block]; i < layout; i++) {
            place += checkedSize(i);
        }
        int left = blocks.decodedSize(block) - size;
        if (place > left) {
            throw index.bad(sizes, "place of layout " + layout, "at most " + left, "" + place);
        }
        return (int) place;
    }

    int checksum(int layout) {
        return index.fixedAt(checksums + checked(layout) * FIXED);
    }

    private int checked(int layout) {
        if (layout < 0 || layout >= count) {
            throw Misuse.noSuch("layout", layout, count);
        }
        return layout;
    }
}
