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
    private final @Nullable BundleOrigin bundle;

    private FoundEntry(
            String path, String origin, byte @Nullable [] bytes, @Nullable Btf btf, @Nullable BundleOrigin bundle) {
        this.path = path;
        this.origin = origin;
        this.bytes = bytes;
        this.btf = btf;
        this.bundle = bundle;
    }

    /**
     * One that lies in memory.
     *
     * @param origin to name in messages
     * @param bundle that it is from; null when it is from none
     */
    static FoundEntry inMemory(String path, String origin, byte[] bytes, @Nullable BundleOrigin bundle) {
        return new FoundEntry(path, origin, bytes, null, bundle);
    }

    static FoundEntry inFile(String path, Btf btf) {
        return new FoundEntry(path, path, null, btf, null);
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

    /** Null when it is from a directory, where no object is known that it was made for. */
    @Nullable
    BundleOrigin bundle() {
        return bundle;
    }
}
