// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/**
 * Walks over the kernel rows of an index, which are written as the difference from their predecessor, without building
 * objects.
 */
final class KernelCursor {
    private final IndexInput in;
    private final int platformCount;
    private final int layoutCount;
    private final byte[] release = new byte[BundleLimits.STRING];
    private int releaseLength;
    private int platform;
    private int layout;
    private int buildIdStart;
    private int buildIdLength;

    KernelCursor(IndexInput in, int platformCount, int layoutCount) {
        this.in = in;
        this.platformCount = platformCount;
        this.layoutCount = layoutCount;
    }

    /** Goes to the place of a group: its first row, which is the next one, stands for itself. */
    void startGroup(int place) {
        in.moveTo(place);
        releaseLength = 0;
    }

    void next() throws BundleFormatException {
        int shared = in.number(releaseLength, "bytes of the release shared with the row before");
        int own = in.number(BundleLimits.STRING - shared, "further bytes of the release");
        int start = in.skip(own, "release");
        System.arraycopy(in.bytes(), start, release, shared, own);
        releaseLength = shared + own;
        platform = in.number(platformCount - 1, "platform of a kernel");
        layout = in.number(layoutCount - 1, "layout of a kernel");
        buildIdLength = in.number(BundleLimits.BUILD_ID, "length of a build id");
        buildIdStart = in.skip(buildIdLength, "build id");
    }

    /** Compares the release with one in UTF-8, as unsigned bytes. */
    int compareRelease(byte[] other, int otherLength) {
        return compare(release, 0, releaseLength, other, 0, otherLength);
    }

    boolean isBuildId(byte[] other) {
        return compare(in.bytes(), buildIdStart, buildIdLength, other, 0, other.length) == 0;
    }

    boolean isBefore(KernelCursor that) {
        int order = compare(release, 0, releaseLength, that.release, 0, that.releaseLength);
        order = order != 0 ? order : Integer.compare(platform, that.platform);
        order = order != 0
                ? order
                : compare(
                        in.bytes(),
                        buildIdStart,
                        buildIdLength,
                        that.in.bytes(),
                        that.buildIdStart,
                        that.buildIdLength);
        return order < 0;
    }

    void copyFrom(KernelCursor that) {
        System.arraycopy(that.release, 0, release, 0, that.releaseLength);
        releaseLength = that.releaseLength;
        platform = that.platform;
        buildIdStart = that.buildIdStart;
        buildIdLength = that.buildIdLength;
    }

    /** Checks the encoding of the release. */
    void checkRelease() throws BundleFormatException {
        if (!IndexInput.isAscii(release, 0, releaseLength)) {
            release();
        }
    }

    String release() throws BundleFormatException {
        return in.decode(release, 0, releaseLength, in.position(), "release");
    }

    int platform() {
        return platform;
    }

    int layout() {
        return layout;
    }

    boolean hasBuildId() {
        return buildIdLength != 0;
    }

    String buildId() {
        return Hex.of(in.bytes(), buildIdStart, buildIdLength);
    }

    static int compare(byte[] a, int aStart, int aLength, byte[] b, int bStart, int bLength) {
        for (int i = 0; i < aLength && i < bLength; i++) {
            int order = (a[aStart + i] & 0xFF) - (b[bStart + i] & 0xFF);
            if (order != 0) {
                return order;
            }
        }
        return aLength - bLength;
    }
}
