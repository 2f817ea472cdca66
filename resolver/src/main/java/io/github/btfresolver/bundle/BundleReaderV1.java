// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads version 1 of the format, see {@code FORMAT.md}. */
final class BundleReaderV1 {
    static final int VERSION = 1;

    /** Magic and version, encoded and decoded size of the index, SHA-256 of the encoded index. */
    static final int HEADER_SIZE = BundleHeader.SIZE + 4 + 4 + Sha256.LENGTH;

    private final byte[] file;
    private final String source;

    private BundleReaderV1(byte[] file, String source) {
        this.file = file;
        this.source = source;
    }

    static BundleContents read(byte[] file, String source) throws BundleFormatException {
        return new BundleReaderV1(file, source).read();
    }

    private BundleContents read() throws BundleFormatException {
        if (file.length < HEADER_SIZE) {
            throw new BundleFormatException(
                    source, "truncated bundle: expected a header of " + HEADER_SIZE + " bytes, found " + file.length);
        }
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int encoded = size(header, BundleHeader.SIZE, file.length - HEADER_SIZE, "encoded size of the index");
        int decoded = size(header, BundleHeader.SIZE + 4, BundleLimits.INDEX_SIZE, "decoded size of the index");
        if (!Sha256.equal(Sha256.of(file, HEADER_SIZE, encoded), file, BundleHeader.SIZE + 8)) {
            throw new BundleFormatException(
                    source,
                    "damaged bundle: the SHA-256 of the index at offset " + HEADER_SIZE + " is not the header's");
        }
        byte[] index = XzBlock.decode(source, file, HEADER_SIZE, encoded, decoded, "index at offset " + HEADER_SIZE);
        return index(new IndexInput(source, index, 0), HEADER_SIZE + encoded);
    }

    private int size(ByteBuffer header, int at, int max, String what) throws BundleFormatException {
        int size = header.getInt(at);
        if (size < 0 || size > max) {
            throw new BundleFormatException(
                    source,
                    what + " at offset " + at + ": expected at most " + max + ", found " + (size & 0xFFFFFFFFL));
        }
        return size;
    }

    private BundleContents index(IndexInput in, int blocksStart) throws BundleFormatException {
        String name = in.string("name of the bundle");
        List<BundledObject> objects = objects(in);
        SourceTable sources = new SourceTable(in);
        Platform[] platforms = platforms(in);
        BlockTable blocks = new BlockTable(in, blocksStart, file.length);
        LayoutTable layouts = new LayoutTable(in, blocks);
        KernelTable kernels = new KernelTable(in, platforms, layouts.count());
        in.expectEnd();
        return new BundleContents(name, objects, sources, blocks, layouts, kernels);
    }

    private static List<BundledObject> objects(IndexInput in) throws BundleFormatException {
        int count = in.count(BundleLimits.OBJECTS, 1 + Sha256.LENGTH, "number of BPF objects");
        List<BundledObject> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.string("name of BPF object " + i);
            int hash = in.skip(Sha256.LENGTH, "SHA-256 of BPF object " + i);
            objects.add(new BundledObject(name, Hex.of(in.bytes(), hash, Sha256.LENGTH)));
        }
        return Collections.unmodifiableList(objects);
    }

    private static Platform[] platforms(IndexInput in) throws BundleFormatException {
        Platform[] platforms = new Platform[in.count(BundleLimits.PLATFORMS, 3, "number of platforms")];
        for (int i = 0; i < platforms.length; i++) {
            int start = in.position();
            platforms[i] = new Platform(
                    in.string("architecture of platform " + i),
                    in.string("ID of platform " + i),
                    in.string("VERSION_ID of platform " + i));
            if (i > 0 && platforms[i - 1].compareTo(platforms[i]) >= 0) {
                throw in.bad(start, "platform " + i, "one that sorts after its predecessor", "it in another place");
            }
        }
        return platforms;
    }
}
