// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** The blocks of a bundle, one after the other from the end of the index to the end of the file. */
final class BlockTable {
    private final int from;
    private final int[] start;
    private final int[] encodedSize;
    private final int[] checksum;
    private final int[] decodedSize;
    private final int[] layouts;
    private final boolean[] grouped;
    private final int end;

    /**
     * Reads and checks the rows.
     *
     * @param from where the first block starts in the file
     */
    BlockTable(IndexInput in, int from) throws BundleFormatException {
        this.from = from;
        int count = in.count(BundleLimits.BLOCKS, 4 + Checksum.LENGTH, "number of blocks");
        start = new int[count];
        encodedSize = new int[count];
        checksum = new int[count];
        decodedSize = new int[count];
        layouts = new int[count];
        grouped = new boolean[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            start[i] = at;
            encodedSize[i] = in.number(BundleLimits.FILE_SIZE - from - at, "encoded size of a block");
            checksum[i] = in.fixed("CRC-32 of a block");
            int place = in.position();
            decodedSize[i] = in.number(BundleLimits.LAYOUT_SIZE, "decoded size of a block");
            layouts[i] = in.number(BundleLimits.LAYOUTS, "number of layouts in a block");
            grouped[i] = in.number(1, "form of a block") == 1;
            if (grouped[i] && decodedSize[i] > BundleLimits.GROUP_SIZE) {
                throw in.bad(
                        place,
                        "decoded size of a grouped block",
                        "at most " + BundleLimits.GROUP_SIZE,
                        "" + decodedSize[i]);
            }
            at += encodedSize[i];
        }
        end = at;
    }

    /** Of all blocks together. */
    int encodedSize() {
        return end;
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

    /** @param blocks as they are in the file */
    byte[] decode(int block, byte[] blocks, String source) throws BundleFormatException {
        String what = "block " + block + " at offset " + (from + start[block]);
        int found = Checksum.of(blocks, start[block], encodedSize[block]);
        if (found != checksum[block]) {
            throw new BundleFormatException(
                    source,
                    "damaged bundle: " + what + ": expected CRC-32 " + Checksum.text(checksum[block]) + ", found "
                            + Checksum.text(found));
        }
        return DeflatedBlock.decode(source, blocks, start[block], encodedSize[block], decodedSize[block], what);
    }
}
