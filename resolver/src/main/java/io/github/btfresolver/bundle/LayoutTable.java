// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.util.Arrays;

/**
 * Where the layouts of a bundle are: in which of its blocks, which lie one after the other from the end of the index to the end
 * of the file, and where in that. As it stands in the decoded bytes of its index.
 */
final class LayoutTable {
    /** Bytes of a size, and of a checksum. */
    private static final int FIXED = 4;

    private final IndexInput index;
    private final byte[] file;
    private final int from;

    // of each block
    private final int[] start;
    private final int[] encodedSize;
    private final int[] blockChecksum;
    private final int[] decodedSize;
    private final boolean[] grouped;
    private final int[] firstLayout;

    // of the layouts
    private final int count;
    private final int sizes;
    private final int checksums;

    /**
     * Reads the rows of blocks, and finds those of layouts, each of which is checked when it is asked for.
     *
     * @param file all of the bundle's bytes
     * @param from where the first block starts in the file
     */
    LayoutTable(IndexInput in, byte[] file, int from) throws BundleFormatException {
        index = in;
        this.file = file;
        this.from = from;
        int blocks = in.count(BundleLimits.BLOCKS, 4 + PackedBytes.CHECKSUM, "number of blocks");
        start = new int[blocks + 1];
        encodedSize = new int[blocks];
        blockChecksum = new int[blocks];
        decodedSize = new int[blocks];
        grouped = new boolean[blocks];
        firstLayout = new int[blocks + 1];
        for (int i = 0; i < blocks; i++) {
            readBlock(in, i);
        }
        count = in.count(BundleLimits.LAYOUTS, 2 * FIXED, "number of layouts");
        if (firstLayout[blocks] != count) {
            in.refuse("number of layouts", "a sum of " + firstLayout[blocks], "" + count);
        }
        sizes = in.skip(count * FIXED, "sizes of the layouts");
        checksums = in.skip(count * FIXED, "CRC-32 of the layouts");
    }

    private void readBlock(IndexInput in, int i) throws BundleFormatException {
        encodedSize[i] = in.number(BundleLimits.FILE_SIZE - from - start[i], "encoded size of a block");
        start[i + 1] = start[i] + encodedSize[i];
        blockChecksum[i] = in.fixed("CRC-32 of a block");
        int place = in.position();
        decodedSize[i] = in.number(BundleLimits.LAYOUT_SIZE, "decoded size of a block");
        int left = BundleLimits.LAYOUTS - firstLayout[i];
        firstLayout[i + 1] = firstLayout[i] + in.number(left, "number of layouts in a block");
        grouped[i] = in.number(1, "form of a block") == 1;
        if (grouped[i] && decodedSize[i] > BundleLimits.GROUP_SIZE) {
            in.refuse(
                    place,
                    "decoded size of a grouped block",
                    "at most " + BundleLimits.GROUP_SIZE,
                    "" + decodedSize[i]);
        }
    }

    /** Checks all rows. */
    void check() throws BundleFormatException {
        for (int block = 0; block < grouped.length; block++) {
            long sum = 0;
            for (int i = firstLayout[block]; i < firstLayout[block + 1]; i++) {
                sum += checkedSize(i);
            }
            if (!grouped[block] && sum != decodedSize[block]) {
                index.refuse(
                        sizes, "sizes of the layouts in block " + block, "a sum of " + decodedSize[block], "" + sum);
            }
        }
    }

    int count() {
        return count;
    }

    /** Of all blocks together. */
    int encodedSize() {
        return start[grouped.length];
    }

    /** As it is written; {@link #read} checks it. */
    int size(int layout) {
        return index.fixedAt(sizes + checked(layout) * FIXED);
    }

    private int checkedSize(int layout) throws BundleFormatException {
        int at = sizes + checked(layout) * FIXED;
        int size = size(layout);
        if (size <= 0 || size > BundleLimits.LAYOUT_SIZE) {
            index.refuse(at, "size of layout " + layout, "1 to " + BundleLimits.LAYOUT_SIZE, "" + size);
        }
        return size;
    }

    /**
     * Reads a layout, as a new array.
     *
     * @throws BundleFormatException when the bundle is damaged
     */
    byte[] read(int layout) throws BundleFormatException {
        int block = 0;
        while (firstLayout[block + 1] <= checked(layout)) {
            block++;
        }
        String source = index.source();
        byte[] decoded = PackedBytes.unpack(
                source,
                file,
                from + start[block],
                encodedSize[block],
                decodedSize[block],
                blockChecksum[block],
                "block " + block + " at offset " + (from + start[block]));
        int size = checkedSize(layout);
        byte[] bytes;
        if (grouped[block]) {
            bytes = LayoutGroupReader.read(source, decoded, layout - firstLayout[block], size);
        } else {
            int place = place(layout, block, size);
            bytes = Arrays.copyOfRange(decoded, place, place + size);
        }
        int checksum = index.fixedAt(checksums + layout * FIXED);
        PackedBytes.expect(checksum, PackedBytes.checksum(bytes), source, "layout " + layout + " in block " + block);
        return bytes;
    }

    private int place(int layout, int block, int size) throws BundleFormatException {
        long place = 0;
        for (int i = firstLayout[block]; i < layout; i++) {
            place += checkedSize(i);
        }
        int left = decodedSize[block] - size;
        if (place > left) {
            index.refuse(sizes, "place of layout " + layout, "at most " + left, "" + place);
        }
        return (int) place;
    }

    private int checked(int layout) {
        if (layout < 0 || layout >= count) {
            throw Misuse.noSuch("layout", layout, count);
        }
        return layout;
    }
}
