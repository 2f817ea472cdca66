// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/**
 * What a bundle may hold at most, of every version of the format. A reader checks a number against these before it
 * allocates by it, and a writer refuses to pass them.
 *
 * <p>The whole BTFHub archive has 4,300 kernels; the largest known kernel BTF, not minimized, has 27 MB.
 */
final class BundleLimits {
    static final int FILE_SIZE = 128 << 20;
    static final int INDEX_SIZE = 16 << 20;
    static final int LAYOUT_SIZE = 64 << 20;

    /** Bytes of a decoded block whose layouts are encoded together: reading it may take time by the square of that. */
    static final int GROUP_SIZE = 64 << 10;

    static final int OBJECTS = 10_000;
    static final int SOURCES = 10_000;
    static final int PLATFORMS = 10_000;
    static final int BLOCKS = 100_000;
    static final int LAYOUTS = 100_000;
    static final int KERNELS = 200_000;

    /** Bytes of a string in UTF-8. */
    static final int STRING = 255;

    /** The same for the text of a source, which may be a path or a URL. */
    static final int SOURCE_TEXT = 4_096;

    static final int BUILD_ID = 64;

    private BundleLimits() {}
}
