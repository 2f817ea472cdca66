// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.LZMAOutputStream;

/**
 * LZMA data that hold a known number of bytes, and nothing else: no header, no end marker, no checksum. Decoding allocates
 * twice what they hold and some 20 KB; as {@code .xz} it would be 100 to 150 KB more.
 */
final class LzmaBlock {
    // bytes without alignment
    private static final int LC = 3;
    private static final int LP = 0;
    private static final int PB = 0;

    private LzmaBlock() {}

    static byte[] encode(byte[] bytes) throws IOException {
        LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
        options.setDictSize(dictionary(bytes.length));
        options.setNiceLen(LZMA2Options.NICE_LEN_MAX);
        options.setDepthLimit(512);
        options.setLcLp(LC, LP);
        options.setPb(PB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LZMAOutputStream lzma = new LZMAOutputStream(out, options, false)) {
            lzma.write(bytes);
        }
        return out.toByteArray();
    }

    /**
     * Decodes. What is damaged is not always noticed here: the caller has a checksum.
     *
     * @param length of the decoded bytes, checked against a limit by the caller
     * @param what to name in messages, with its place
     * @throws BundleFormatException when these are not LZMA data of exactly these lengths
     */
    static byte[] decode(String source, byte[] from, int start, int encodedLength, int length, String what)
            throws BundleFormatException {
        ByteArrayInputStream encoded = new ByteArrayInputStream(from, start, encodedLength);
        byte[] decoded = new byte[length];
        boolean more;
        try (LZMAInputStream lzma = new LZMAInputStream(encoded, length, LC, LP, PB, dictionary(length), null)) {
            int done = 0;
            for (int n; done < length && (n = lzma.read(decoded, done, length - done)) > 0; ) {
                done += n;
            }
            more = lzma.read() >= 0;
        } catch (IOException e) {
            throw new BundleFormatException(source, what + ": expected LZMA data, found damaged ones: " + e, e);
        }
        if (more || encoded.available() > 0) {
            throw new BundleFormatException(source, what + ": expected " + length + " bytes, found more");
        }
        return decoded;
    }

    private static int dictionary(int length) {
        return Math.max(LZMA2Options.DICT_SIZE_MIN, length);
    }
}
