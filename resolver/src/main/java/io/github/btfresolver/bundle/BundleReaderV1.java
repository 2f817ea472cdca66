// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads version 1 of the format, see {@code FORMAT.md}. */
final class BundleReaderV1 {
    static final int VERSION = 1;

    /** Magic and version, encoded and decoded size of the index, checksum of the encoded index. */
    static final int HEADER_SIZE = BundleInput.START + 4 + 4 + PackedBytes.CHECKSUM;

    private final BundleInput in;
    private final String source;

    private BundleReaderV1(BundleInput in, String source) {
        this.in = in;
        this.source = source;
    }

    /**
     * Reads what follows the version.
     *
     * @param file what to keep as the bytes of the whole file; null for nothing
     */
    static Bundle read(BundleInput in, String source, byte @Nullable [] file) throws IOException {
        return new BundleReaderV1(in, source).read(file);
    }

    private Bundle read(byte @Nullable [] file) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(next(HEADER_SIZE - BundleInput.START, "header", BundleInput.START))
                .order(ByteOrder.LITTLE_ENDIAN);
        int encodedSize = size(header, 0, BundleLimits.FILE_SIZE - HEADER_SIZE, "encoded size of the index");
        int decodedSize = size(header, 4, BundleLimits.INDEX_SIZE, "decoded size of the index");
        byte[] encoded = next(encodedSize, "index", HEADER_SIZE);
        byte[] index = PackedBytes.unpack(
                source, encoded, 0, encodedSize, decodedSize, header.getInt(8), "index at offset " + HEADER_SIZE);
        return index(new IndexInput(source, index, 0), HEADER_SIZE + encodedSize, file);
    }

    private byte[] next(int size, String what, int offset) throws IOException {
        byte[] bytes = in.upTo(size);
        if (bytes.length < size) {
            throw new BundleFormatException(
                    source,
                    "truncated bundle: expected " + what + " of " + size + " bytes at offset " + offset + ", found "
                            + bytes.length);
        }
        return bytes;
    }

    /** @param at from the end of the version */
    private int size(ByteBuffer header, int at, int max, String what) throws BundleFormatException {
        int size = header.getInt(at);
        if (size < 0 || size > max) {
            throw new BundleFormatException(
                    source,
                    what + " at offset " + (BundleInput.START + at) + ": expected at most " + max + ", found "
                            + (size & 0xFFFFFFFFL));
        }
        return size;
    }

    private Bundle index(IndexInput index, int blocksStart, byte @Nullable [] file) throws IOException {
        BundleLabel label = new BundleLabel(index);
        PlatformTable platforms = new PlatformTable(index);
        LayoutTable layouts = new LayoutTable(index, blocksStart);
        KernelTable kernels = new KernelTable(index, platforms, layouts.count());
        index.expectEnd();
        byte[] blocks = next(layouts.encodedSize(), "blocks", blocksStart);
        if (!in.isAtEnd()) {
            throw new BundleFormatException(
                    source,
                    "damaged bundle: expected its end at offset " + (blocksStart + blocks.length) + ", found more");
        }
        return new Bundle(source, file, label, layouts, blocks, kernels);
    }
}
