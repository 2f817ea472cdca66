// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** What a bundle consists of, taken apart and put together again, for tests that damage it below its checksums. */
public final class BundleParts {
    private BundleParts() {}

    /** The decoded index. */
    public static byte[] index(byte[] bundle) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(bundle).order(ByteOrder.LITTLE_ENDIAN);
        return PackedBytes.unpack(
                "test",
                bundle,
                BundleReaderV1.HEADER_SIZE,
                header.getInt(8),
                header.getInt(12),
                header.getInt(16),
                "index");
    }

    /** The blocks, as they are in the file. */
    public static byte[] blocks(byte[] bundle) {
        int start = BundleReaderV1.HEADER_SIZE
                + ByteBuffer.wrap(bundle).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
        return Arrays.copyOfRange(bundle, start, bundle.length);
    }

    /** A bundle of this index and these blocks, with a header that is right. */
    public static byte[] bundle(byte[] index, byte[] blocks) {
        byte[] encoded = stored(index);
        byte[] bytes = new byte[BundleReaderV1.HEADER_SIZE + encoded.length + blocks.length];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Bundle.putStart(out, BundleReaderV1.VERSION);
        out.putInt(encoded.length)
                .putInt(index.length)
                .putInt(PackedBytes.checksum(encoded))
                .put(encoded)
                .put(blocks);
        return bytes;
    }

    /** Deflate data of one block that is stored as it is, which is made fast. */
    private static byte[] stored(byte[] bytes) {
        if (bytes.length > 0xFFFF) {
            return BytePacker.pack(bytes);
        }
        ByteBuffer out = ByteBuffer.allocate(5 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 1).putShort((short) bytes.length).putShort((short) ~bytes.length);
        return out.put(bytes).array();
    }

    /** The decoded block of layouts that are encoded together. */
    public static byte[] group(List<byte[]> layouts) throws IOException {
        return LayoutGroupWriter.encode(layouts);
    }

    /** A layout of such a block. */
    public static byte[] layout(String source, byte[] group, int number, int size) throws IOException {
        return LayoutGroupReader.read(source, group, number, size);
    }
}
