// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The file of a cache's entry: a header that names the version, the key, the sizes and the checksum, then the facts, then the
 * contents, as they are or deflated. A file that is not wholly as it was written, or of another version, is no entry.
 */
final class CacheEntry {
    static final String SUFFIX = ".entry";

    /** Eight bytes; the last is the version of this form. What makes the contents is told by the key. */
    private static final byte[] MAGIC = {(byte) 0x89, 'B', 'T', 'F', 'C', '\r', '\n', 2};

    private static final int MAX_SIZE = 256 << 20;

    /** Fits into a processor's cache. */
    private static final int PIECE = 128 << 10;

    /** The lengths of key and facts, the sizes of the contents and of what is written of them, and the checksum. */
    private static final int NUMBERS = 5 * Integer.BYTES;

    private CacheEntry() {}

    /**
     * Makes a file.
     *
     * @param key of ASCII characters
     * @param deflated whether to take less room and more time; where it takes no less room, it is not done
     */
    static byte[] encode(String key, Kept kept, boolean deflated) {
        byte[] contents = kept.contents();
        byte[] written = deflated ? deflate(contents) : contents;
        if (written.length >= contents.length) {
            written = contents;
        }
        byte[] header = header(key, kept, written.length);
        ByteBuffer out = ByteBuffer.allocate(header.length + kept.facts().length + written.length);
        return out.put(header).put(kept.facts()).put(written).array();
    }

    private static byte[] header(String key, Kept kept, int written) {
        byte[] name = key.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(MAGIC.length + name.length + NUMBERS)
                .put(MAGIC)
                .putInt(name.length)
                .put(name)
                .putInt(kept.facts().length)
                .putInt(kept.size())
                .putInt(written)
                .putInt(checksum(kept))
                .array();
    }

    /**
     * Reads a file.
     *
     * @param size of the file in bytes
     * @param memory gives an array for contents of a size, or a longer one
     * @return empty when it is no entry for this key
     */
    static Optional<Kept> decode(String key, InputStream file, long size, IntFunction<byte[]> memory)
            throws IOException {
        byte[] header = file.readNBytes(MAGIC.length + key.length() + NUMBERS);
        if (header.length < MAGIC.length + key.length() + NUMBERS) {
            return Optional.empty();
        }
        ByteBuffer sizes = ByteBuffer.wrap(header).position(MAGIC.length + Integer.BYTES + key.length());
        int facts = sizes.getInt();
        int contents = sizes.getInt();
        int written = sizes.getInt();
        if (facts < 0 || written < 0 || header.length + (long) facts + written != size) {
            return Optional.empty();
        }
        if (contents < written || contents > MAX_SIZE) {
            return Optional.empty();
        }
        Kept kept = new Kept(new byte[facts], memory.apply(contents), contents);
        return read(file, kept, written) && Arrays.equals(header, header(key, kept, written))
                ? Optional.of(kept)
                : Optional.empty();
    }

    /** Whether it is all there, and no more. */
    private static boolean read(InputStream file, Kept kept, int written) throws IOException {
        boolean deflated = written < kept.size();
        byte[] bytes = deflated ? new byte[written] : kept.contents();
        return isRead(file, kept.facts(), kept.facts().length)
                && isRead(file, bytes, written)
                && file.read() < 0
                && (!deflated || isInflated(bytes, kept));
    }

    /** In pieces: a channel's stream reads each into memory outside of the heap first, as much as that. */
    private static boolean isRead(InputStream file, byte[] bytes, int size) throws IOException {
        for (int at = 0; at < size; at += PIECE) {
            int length = Math.min(PIECE, size - at);
            if (file.readNBytes(bytes, at, length) < length) {
                return false;
            }
        }
        return true;
    }

    private static byte[] deflate(byte[] contents) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(contents);
            deflater.finish();
            byte[] out = new byte[contents.length];
            int size = 0;
            while (size < out.length && !deflater.finished()) {
                size += deflater.deflate(out, size, out.length - size);
            }
            return deflater.finished() ? Arrays.copyOf(out, size) : contents;
        } finally {
            deflater.end();
        }
    }

    private static boolean isInflated(byte[] deflated, Kept kept) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            int size = inflater.inflate(kept.contents(), 0, kept.size());
            // an empty call, for a stream whose end comes after its last byte
            return size == kept.size()
                    && inflater.inflate(new byte[1]) == 0
                    && inflater.finished()
                    && inflater.getRemaining() == 0;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static int checksum(Kept kept) {
        CRC32C crc = new CRC32C();
        crc.update(kept.facts());
        crc.update(kept.contents(), 0, kept.size());
        return (int) crc.getValue();
    }
}
