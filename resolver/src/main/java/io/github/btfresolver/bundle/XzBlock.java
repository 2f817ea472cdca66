// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * One xz stream that holds a known number of bytes. Its dictionary is no larger than what it holds, rounded up to the
 * next size that xz can name: that bounds what decoding it allocates.
 */
final class XzBlock {
    private XzBlock() {}

    static byte[] encode(byte[] bytes) throws IOException {
        LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
        options.setDictSize(Math.max(LZMA2Options.DICT_SIZE_MIN, bytes.length));
        options.setNiceLen(LZMA2Options.NICE_LEN_MAX);
        options.setDepthLimit(512);
        // bytes without alignment
        options.setLcLp(3, 0);
        options.setPb(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, options, XZ.CHECK_CRC32)) {
            xz.write(bytes);
        }
        return out.toByteArray();
    }

    /**
     * Decodes one stream.
     *
     * @param length of the decoded bytes, checked against a limit by the caller
     * @param what to name in messages, with its place
     * @throws BundleFormatException when it is not one xz stream of exactly these lengths
     */
    static byte[] decode(String source, byte[] from, int start, int encodedLength, int length, String what)
            throws BundleFormatException {
        ByteArrayInputStream encoded = new ByteArrayInputStream(from, start, encodedLength);
        byte[] decoded = new byte[length];
        boolean more;
        try (SingleXZInputStream xz = new SingleXZInputStream(encoded, memoryLimit(length))) {
            int done = 0;
            for (int n; done < length && (n = xz.read(decoded, done, length - done)) > 0; ) {
                done += n;
            }
            if (done < length) {
                throw new BundleFormatException(source, what + ": expected " + length + " bytes, found " + done);
            }
            more = xz.read() >= 0;
        } catch (BundleFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new BundleFormatException(source, what + ": expected an xz stream, found damaged data: " + e, e);
        }
        if (more || encoded.available() > 0) {
            throw new BundleFormatException(source, what + ": expected " + length + " bytes, found more");
        }
        return decoded;
    }

    private static int memoryLimit(int length) {
        int largestDictionary = Math.max(LZMA2Options.DICT_SIZE_MIN, 2 * length);
        return LZMA2InputStream.getMemoryUsage(largestDictionary) + 1;
    }
}
