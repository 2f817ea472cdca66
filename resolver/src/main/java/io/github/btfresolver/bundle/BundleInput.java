// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a bundle as they come. It says itself how many there must be; whatever it says, not much more is allocated
 * than there is.
 */
final class BundleInput {
    /** What a bundle mostly has at most: so much is believed. */
    private static final int FIRST_ROOM = 1 << 20;

    private final InputStream in;

    BundleInput(InputStream in) {
        this.in = in;
    }

    /** The next bytes; fewer only at the end. */
    byte[] upTo(int size) throws IOException {
        byte[] bytes = new byte[Math.min(size, FIRST_ROOM)];
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
