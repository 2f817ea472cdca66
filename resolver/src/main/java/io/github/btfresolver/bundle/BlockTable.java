// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** The blocks of a bundle, one after the other from the end of the index to the end of the file. */
final class BlockTable {
    private final int[] start;
    private final int[] encodedSize;
    private final int[] decodedSize;
    private final int[] layouts;
    private final boolean[] grouped;

    /**
     * Reads and checks the rows.
     *
     * @param from where the first block starts in the file
     * @param fileSize where the last one must end
     */
    BlockTable(IndexInput in, int from, int fileSize) throws BundleFormatException {
        int count = in.count(BundleLimits.BLOCKS, 4, "number of blocks");
        start = new int[count];
        encodedSize = new int[count];
        decodedSize = new int[count];
        layouts = new int[count];
        grouped = new boolean[count];
        int at = from;
        for (int i = 0; i < count; i++) {
            start[i] = at;
            encodedSize[i] = in.number(fileSize - at, "encoded size of block " + i);
            decodedSize[i] = in.number(BundleLimits.LAYOUT_SIZE, "decoded size of block " + i);
            layouts[i] = in.number(BundleLimits.LAYOUTS, "number of layouts in block " + i);
            grouped[i] = in.number(1, "form of block " + i) == 1;
            at += encodedSize[i];
        }
        if (at != fileSize) {
            throw in.bad(in.position(), "sizes of the blocks", "a sum of " + (fileSize - from), "" + (at - from));
        }
    }

    int count() {
        return start.length;
    }

    int decodedSize(int block) {
        return decodedSize[block];
    }

    int layouts(int block) {
        return layouts[block];
    }

    /** Whether its layouts are encoded together, or stand one after the other as they are. */
    boolean isGrouped(int block) {
        return grouped[block];
    }

    byte[] decode(int block, byte[] file, String source) throws BundleFormatException {
        String what = "block " + block + " at offset " + start[block];
        return XzBlock.decode(source, file, start[block], encodedSize[block], decodedSize[block], what);
    }
}
