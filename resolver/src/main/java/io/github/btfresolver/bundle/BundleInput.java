// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a bundle as they come, magic and version first. It says itself how many there must be; whatever it says, not
 * much more is allocated than there is.
 */
final class BundleInput {
    /** Bytes of magic and version. */
    static final int START = 8;

    /** With which a bundle of any version begins: not text, so that nothing on the way converts line ends in it. */
    private static final byte[] MAGIC = {(byte) 0x89, 'B', 'T', 'F', 'B', '\r', '\n'};

    /** What a bundle mostly has at most: so much is believed. */
    private static final int FIRST_ROOM = 1 << 20;

    private final InputStream in;

    BundleInput(InputStream in) {
        this.in = in;
    }

    /** Reads the version of the format. */
    int version(String source) throws IOException {
        byte[] start = upTo(START);
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.length == 0 || (i < start.length && start[i] != MAGIC[i])) {
                throw new BundleFormatException(
                        source,
                        "not a BTF bundle: expected magic " + Hex.of(MAGIC, 0, MAGIC.length) + " at offset 0, found "
                                + (start.length == 0
                                        ? "an empty file"
                                        : Hex.of(start, 0, Math.min(start.length, MAGIC.length))));
            }
        }
        if (start.length < START) {
            throw new BundleFormatException(
                    source, "truncated bundle: expected a version at offset " + MAGIC.length + ", found the end");
        }
        return start[MAGIC.length] & 0xFF;
    }

    /** Writes what {@link #version} reads. */
    static void putStart(ByteBuffer file, int version) {
        file.put(MAGIC).put((byte) version);
    }

    /** The next bytes, as many as somebody says that there are; fewer only at the end. */
    byte[] upTo(int size) throws IOException {
        return upTo(size, FIRST_ROOM);
    }

    /** All bytes up to a limit, where nobody says how many there are. */
    byte[] all(int limit) throws IOException {
        return upTo(limit, 1 << 13);
    }

    private byte[] upTo(int size, int room) throws IOException {
        byte[] bytes = new byte[Math.min(size, room)];
        int done = 0;
        for (int n; done < size && (n = in.read(bytes, done, bytes.length - done)) > 0; ) {
            done += n;
            if (done == bytes.length && done < size) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(size, 2L * done));
            }
        }
        return done == size ? bytes : Arrays.copyOf(bytes, done);
    }

    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }
}
