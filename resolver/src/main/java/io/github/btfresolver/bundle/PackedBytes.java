// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/**
 * Bytes as a bundle keeps them: as raw deflate data (RFC 1951), whose length, unpacked length and CRC-32 are kept elsewhere. What
 * unpacks them is at hand in every JVM that has read a jar; xz would make them hardly smaller, since what is in them is packed
 * before.
 *
 * <p>CRC-32, as zip has it, notices every change of up to 32 bits in a row, and all but one in four thousand million others. It
 * is against damage only; a SHA-256 would not be against more, since who changes the bundle can change that, too, and the
 * first one in a JVM costs as much time as everything else of a lookup.
 */
final class PackedBytes {
    /** Bytes of a CRC-32. */
    static final int CHECKSUM = 4;

    /** What bytes mostly expand to at most, as a multiple and at the least: so much is allocated before they are unpacked. */
    private static final int BELIEVED_RATIO = 8;

    private static final int BELIEVED = 1 << 16;

    private PackedBytes() {}

    /**
     * Unpacks.
     *
     * @param length of the unpacked bytes, checked against a limit by the caller
     * @param checksum of the packed ones
     * @param what to name in messages, with its place
     * @throws BundleFormatException when these are not deflate data of exactly these lengths, with this checksum
     */
    static byte[] unpack(String source, byte[] from, int start, int packedLength, int length, int checksum, String what)
            throws BundleFormatException {
        expect(checksum, checksum(from, start, packedLength), source, what);
        byte[] unpacked = new byte[(int) Math.min(length, Math.max(BELIEVED, (long) BELIEVED_RATIO * packedLength))];
        int done = 0;
        boolean more;
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(from, start, packedLength);
            for (int n; done < length && (n = inflater.inflate(unpacked, done, unpacked.length - done)) > 0; ) {
                done += n;
                if (done == unpacked.length && done < length) {
                    unpacked = Arrays.copyOf(unpacked, (int) Math.min(length, 2L * done));
                }
            }
            // the end of the data may still have to be read
            more = inflater.inflate(new byte[1]) > 0 || !inflater.finished() || inflater.getRemaining() > 0;
        } catch (Exception e) { // a DataFormatException; by name, the verifier would load it at every start
            return BundleFormatException.raise(source, what + ": expected deflate data, found damaged ones: " + e, e);
        } finally {
            inflater.end();
        }
        if (done < length || more) {
            BundleFormatException.raise(
                    source,
                    what + ": expected deflate data of " + length + " bytes in " + packedLength + ", found "
                            + (done < length ? "fewer" : "more"));
        }
        return unpacked;
    }

    static int checksum(byte[] bytes) {
        return checksum(bytes, 0, bytes.length);
    }

    private static int checksum(byte[] bytes, int start, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, start, length);
        return (int) crc.getValue();
    }

    /** Compares checksums. */
    static void expect(int expected, int found, String source, String what) throws BundleFormatException {
        if (expected != found) {
            BundleFormatException.raise(
                    source,
                    "damaged bundle: " + what + ": expected CRC-32 " + text(expected) + ", found " + text(found));
        }
    }

    /** A checksum in eight hex digits. */
    static String text(int checksum) {
        String digits = Integer.toHexString(checksum);
        return "00000000".substring(digits.length()) + digits;
    }
}
