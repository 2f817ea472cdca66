// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Raw deflate data (RFC 1951) that hold a known number of bytes, and nothing else: no header, no checksum. What unpacks them
 * is at hand in every JVM that has read a jar; xz would make them hardly smaller, since what is in them is packed before.
 */
final class DeflatedBlock {
    /** What a block mostly expands by at most: so much is allocated before it is decoded. */
    private static final int BELIEVED_RATIO = 8;

    private DeflatedBlock() {}

    static byte[] encode(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * Decodes. What is damaged is not always noticed here: the caller has a checksum.
     *
     * @param length of the decoded bytes, checked against a limit by the caller
     * @param what to name in messages, with its place
     * @throws BundleFormatException when these are not deflate data of exactly these lengths
     */
    static byte[] decode(String source, byte[] from, int start, int encodedLength, int length, String what)
            throws BundleFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(from, start, encodedLength);
            byte[] decoded = new byte[(int) Math.min(length, (long) BELIEVED_RATIO * encodedLength)];
            int done = 0;
            for (int n; done < length && (n = inflater.inflate(decoded, done, decoded.length - done)) > 0; ) {
                done += n;
                if (done == decoded.length && done < length) {
                    decoded = Arrays.copyOf(decoded, (int) Math.min(length, 2L * done));
                }
            }
            // the end of the data may still have to be read
            boolean more = inflater.inflate(new byte[1]) > 0;
            if (done < length || more || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new BundleFormatException(
                        source,
                        what + ": expected deflate data of " + length + " bytes in " + encodedLength + ", found "
                                + (done < length ? "fewer" : "more"));
            }
            return decoded;
        } catch (DataFormatException e) {
            throw new BundleFormatException(source, what + ": expected deflate data, found damaged ones: " + e, e);
        } finally {
            inflater.end();
        }
    }
}
