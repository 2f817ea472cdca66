// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** The layouts of a bundle: their checksums and where they are. */
final class LayoutTable {
    private final byte[] index;
    private final int checksums;
    private final int[] size;
    private final int[] block;
    private final int[] placeInBlock;

    /**
     * Reads and checks the rows.
     *
     * @param blocks are filled by the layouts one after the other, without gaps
     */
    LayoutTable(IndexInput in, BlockTable blocks) throws BundleFormatException {
        index = in.bytes();
        int count = in.count(BundleLimits.LAYOUTS, 1 + Checksum.LENGTH, "number of layouts");
        size = new int[count];
        block = new int[count];
        placeInBlock = new int[count];
        int next = 0;
        for (int i = 0; i < blocks.count(); i++) {
            if (blocks.layouts(i) > count - next) {
                throw in.bad(
                        in.position(), "layouts of block " + i, "at most " + (count - next), "" + blocks.layouts(i));
            }
            read(in, blocks, i, next);
            next += blocks.layouts(i);
        }
        if (next != count) {
            throw in.bad(in.position(), "number of layouts", "a sum of " + next, "" + count);
        }
        checksums = in.skip(count * Checksum.LENGTH, "CRC-32 of the layouts");
    }

    private void read(IndexInput in, BlockTable blocks, int current, int first) throws BundleFormatException {
        boolean grouped = blocks.isGrouped(current);
        int used = 0;
        for (int i = first; i < first + blocks.layouts(current); i++) {
            int start = in.position();
            size[i] = in.number(BundleLimits.LAYOUT_SIZE, "size of a layout");
            int left = grouped ? BundleLimits.LAYOUT_SIZE : blocks.decodedSize(current) - used;
            if (size[i] == 0 || size[i] > left) {
                throw in.bad(
                        start, "size of layout " + i, "1 to " + left + ", what is left of its block", "" + size[i]);
            }
            block[i] = current;
            placeInBlock[i] = grouped ? i - first : used;
            used += grouped ? 0 : size[i];
        }
        if (!grouped && used != blocks.decodedSize(current)) {
            throw in.bad(in.position(), "sizes of the layouts", "a sum of " + blocks.decodedSize(current), "" + used);
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

    /** Its offset; in a block whose layouts are encoded together, its number. */
    int placeInBlock(int layout) {
        return placeInBlock[layout];
    }

    int checksum(int layout) {
        return Checksum.at(index, checksums + checked(layout) * Checksum.LENGTH);
    }

    private int checked(int layout) {
        if (layout < 0 || layout >= size.length) {
            throw new IndexOutOfBoundsException("layout " + layout + " of " + size.length);
        }
        return layout;
    }
}
