// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The file of a cache's entry: a header that names the version, the key and the checksum, then the contents, deflated. A
 * file that is not wholly as it was written, or of another version, is no entry.
 */
final class CacheEntry {
    static final String SUFFIX = ".entry";

    /** Eight bytes; the last is the version of this form. What makes the contents is told by the key. */
    private static final byte[] MAGIC = {(byte) 0x89, 'B', 'T', 'F', 'C', '\r', '\n', 1};

    private static final int MAX_SIZE = 256 << 20;

    private CacheEntry() {}

    /** @param key of ASCII characters */
    static byte[] encode(String key, byte[] contents) {
        byte[] name = key.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(headerSize(name) + contents.length + contents.length / 100 + 64);
        header(out, name, contents);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(contents);
            deflater.finish();
            while (!deflater.finished()) {
                deflater.deflate(out);
            }
        } finally {
            deflater.end();
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static int headerSize(byte[] name) {
        return MAGIC.length + 3 * Integer.BYTES + name.length;
    }

    private static void header(ByteBuffer out, byte[] name, byte[] contents) {
        out.put(MAGIC).putInt(name.length).put(name).putInt(contents.length).putInt(checksum(contents));
    }

    /** The contents; empty when these bytes are no entry for this key. */
    static Optional<byte[]> decode(String key, byte[] file) {
        byte[] name = key.getBytes(StandardCharsets.US_ASCII);
        int start = headerSize(name);
        if (file.length < start) {
            return Optional.empty();
        }
        int size = ByteBuffer.wrap(file).getInt(start - 2 * Integer.BYTES);
        if (size < 0 || size > MAX_SIZE) {
            return Optional.empty();
        }
        byte[] contents = new byte[size];
        if (!inflate(file, start, contents)) {
            return Optional.empty();
        }
        ByteBuffer expected = ByteBuffer.allocate(start);
        header(expected, name, contents);
        return Arrays.equals(expected.array(), 0, start, file, 0, start) ? Optional.of(contents) : Optional.empty();
    }

    private static boolean inflate(byte[] file, int start, byte[] contents) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, start, file.length - start);
            int size = inflater.inflate(contents);
            // an empty call, for a stream whose end comes after its last byte
            return size == contents.length
                    && inflater.inflate(new byte[1]) == 0
                    && inflater.finished()
                    && inflater.getRemaining() == 0;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static int checksum(byte[] contents) {
        CRC32C crc = new CRC32C();
        crc.update(contents);
        return (int) crc.getValue();
    }
}
