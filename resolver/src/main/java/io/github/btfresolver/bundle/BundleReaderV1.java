// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.util.Arrays;

/** Reads version 1 of the format, see {@code FORMAT.md}. */
final class BundleReaderV1 {
    static final int VERSION = 1;

    /** Magic and version, encoded and decoded size of the index, checksum of the encoded index. */
    static final int HEADER_SIZE = Bundle.START + 4 + 4 + PackedBytes.CHECKSUM;

    /** The fewest bytes of a source's row: two lengths and a number. */
    private static final int SMALLEST_SOURCE = 3;

    private final byte[] file;
    private final String source;

    private BundleReaderV1(byte[] file, String source) {
        this.file = file;
        this.source = source;
    }

    /** Reads what follows the version. */
    static Bundle read(byte[] file, String source) throws BundleFormatException {
        return new BundleReaderV1(file, source).read();
    }

    private Bundle read() throws BundleFormatException {
        expect("header", Bundle.START, HEADER_SIZE - Bundle.START);
        IndexInput header = new IndexInput(source, file, Bundle.START);
        int encodedSize = size(header, BundleLimits.FILE_SIZE - HEADER_SIZE, "encoded size of the index");
        int decodedSize = size(header, BundleLimits.INDEX_SIZE, "decoded size of the index");
        int checksum = header.fixed("CRC-32 of the index");
        expect("index", HEADER_SIZE, encodedSize);
        String what = "index at offset " + HEADER_SIZE;
        byte[] index = PackedBytes.unpack(source, file, HEADER_SIZE, encodedSize, decodedSize, checksum, what);
        return index(new IndexInput(source, index, 0), HEADER_SIZE + encodedSize);
    }

    private void expect(String what, int offset, int size) throws BundleFormatException {
        if (size > file.length - offset) {
            BundleFormatException.raise(
                    source,
                    "truncated bundle: expected " + what + " of " + size + " bytes at offset " + offset + ", found "
                            + (file.length - offset));
        }
    }

    private int size(IndexInput header, int max, String what) throws BundleFormatException {
        int at = header.position();
        int size = header.fixed(what);
        if (size < 0 || size > max) {
            BundleFormatException.raise(
                    source,
                    what + " at offset " + at + ": expected at most " + max + ", found " + (size & 0xFFFFFFFFL));
        }
        return size;
    }

    private Bundle index(IndexInput index, int blocksStart) throws BundleFormatException {
        byte[] label = label(index);
        int[] platforms = KernelTable.platforms(index);
        LayoutTable layouts = new LayoutTable(index, file, blocksStart);
        KernelTable kernels = new KernelTable(index, platforms, layouts);
        index.expectEnd();
        expect("blocks", blocksStart, layouts.encodedSize());
        int end = blocksStart + layouts.encodedSize();
        if (end != file.length) {
            BundleFormatException.raise(source, "damaged bundle: expected its end at offset " + end + ", found more");
        }
        return new Bundle(source, file, label, layouts, kernels);
    }

    /** Checks the rows of a {@link BundleLabel}, which are the first of an index, and nobody may ever ask for. */
    private static byte[] label(IndexInput index) throws BundleFormatException {
        index.skipString(BundleLimits.STRING, "name of the bundle");
        int objects = index.count(BundleLimits.OBJECTS, 1 + Sha256.LENGTH, "number of BPF objects");
        for (int i = 0; i < objects; i++) {
            index.skipString(BundleLimits.STRING, "name of BPF object " + i);
            index.skip(Sha256.LENGTH, "SHA-256 of BPF object " + i);
        }
        int sources = index.count(BundleLimits.SOURCES, SMALLEST_SOURCE, "number of sources");
        for (int i = 0; i < sources; i++) {
            index.skipString(BundleLimits.SOURCE_TEXT, "text of source " + i);
            index.skipString(BundleLimits.STRING, "revision of source " + i);
            index.number(BundleLimits.KERNELS, "number of kernels of source " + i);
        }
        return Arrays.copyOf(index.bytes(), index.position());
    }
}
