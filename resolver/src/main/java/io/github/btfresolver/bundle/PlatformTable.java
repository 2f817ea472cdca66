// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import org.jspecify.annotations.Nullable;

/** The platforms of a bundle's kernels, in the decoded bytes of its index; a lookup needs one of them. */
final class PlatformTable {
    /** The fewest bytes of a row: three lengths. */
    private static final int SMALLEST_ROW = 3;

    private final IndexInput index;
    private final int[] starts;

    /** Finds the rows; that they are in order is left to {@link #check}. */
    PlatformTable(IndexInput in) throws BundleFormatException {
        index = in;
        starts = new int[in.count(BundleLimits.PLATFORMS, SMALLEST_ROW, "number of platforms")];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = in.position();
            in.skipString(BundleLimits.STRING, "architecture of a platform");
            in.skipString(BundleLimits.STRING, "ID of a platform");
            in.skipString(BundleLimits.STRING, "VERSION_ID of a platform");
        }
    }

    /** Checks that all rows are in order. */
    void check() throws BundleFormatException {
        Platform before = null;
        for (int i = 0; i < starts.length; i++) {
            IndexInput in = row(i);
            Platform platform = new Platform(in.string("architecture"), in.string("ID"), in.string("VERSION_ID"));
            if (before != null && before.compareTo(platform) >= 0) {
                throw in.bad(starts[i], "platform " + i, "one that sorts after its predecessor", "it in another place");
            }
            before = platform;
        }
    }

    private IndexInput row(int platform) {
        return new IndexInput(index.source(), index.bytes(), starts[platform]);
    }

    int count() {
        return starts.length;
    }

    /** A kernel of a platform. */
    KernelId kernel(int platform, String release, @Nullable String buildId) throws BundleFormatException {
        IndexInput in = row(platform);
        String arch = in.string("architecture");
        String id = in.string("ID");
        return new KernelId(id, in.string("VERSION_ID"), arch, release, buildId);
    }
}
