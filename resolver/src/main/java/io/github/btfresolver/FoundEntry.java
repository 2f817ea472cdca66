// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.btf.Btf;
import org.jspecify.annotations.Nullable;

/** The BTF of an entry: in memory, or in a file that a loader can read. */
final class FoundEntry {
    private final String path;
    private final String origin;
    private final byte @Nullable [] bytes;
    private final @Nullable Btf btf;

    private FoundEntry(String path, String origin, byte @Nullable [] bytes, @Nullable Btf btf) {
        this.path = path;
        this.origin = origin;
        this.bytes = bytes;
        this.btf = btf;
    }

    /** @param origin to name in messages */
    static FoundEntry inMemory(String path, String origin, byte[] bytes) {
        return new FoundEntry(path, origin, bytes, null);
    }

    static FoundEntry inFile(String path, Btf btf) {
        return new FoundEntry(path, path, null, btf);
    }

    /** For the report. */
    String path() {
        return path;
    }

    String origin() {
        return origin;
    }

    /** Null when a file has them. */
    byte @Nullable [] bytes() {
        return bytes;
    }

    /** Null when memory has it. */
    @Nullable
    Btf btf() {
        return btf;
    }
}
