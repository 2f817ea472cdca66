// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The first bytes of a bundle of any version: magic and version. */
final class BundleHeader {
    /** Not text, so that nothing on the way converts line ends in it. */
    private static final byte[] MAGIC = {(byte) 0x89, 'B', 'T', 'F', 'B', '\r', '\n'};

    /** Bytes of magic and version. */
    static final int SIZE = MAGIC.length + 1;

    private BundleHeader() {}

    /** The version of a file that begins with the magic. */
    static int version(byte[] file, String source) throws BundleFormatException {
        byte[] start = Arrays.copyOf(file, Math.min(file.length, MAGIC.length));
        if (!Arrays.equals(start, Arrays.copyOf(MAGIC, start.length)) || file.length == 0) {
            throw new BundleFormatException(
                    source,
                    "not a BTF bundle: expected magic " + Hex.of(MAGIC, 0, MAGIC.length) + " at offset 0, found "
                            + (start.length == 0 ? "an empty file" : Hex.of(start, 0, start.length)));
        }
        if (file.length < SIZE) {
            throw new BundleFormatException(
                    source, "truncated bundle: expected a version at offset " + MAGIC.length + ", found the end");
        }
        return file[MAGIC.length] & 0xFF;
    }

    static void put(ByteBuffer header, int version) {
        header.put(MAGIC).put((byte) version);
    }
}
