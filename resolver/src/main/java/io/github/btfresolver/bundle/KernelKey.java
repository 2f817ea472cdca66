// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.nio.charset.StandardCharsets;

/** A kernel of a bundle being made, in the form and order of the index. */
final class KernelKey implements Comparable<KernelKey> {
    private final Platform platform;
    private final byte[] release;
    private final byte[] buildId;

    KernelKey(KernelId id) {
        platform = new Platform(id.arch(), id.id(), id.versionId());
        release = id.release().getBytes(StandardCharsets.UTF_8);
        buildId = buildId(id);
    }

    private static byte[] buildId(KernelId id) {
        String hex = id.buildId();
        byte[] bytes = hex == null ? new byte[0] : Hex.parse(hex);
        boolean sound = hex == null || (bytes != null && bytes.length > 0 && bytes.length <= BundleLimits.BUILD_ID);
        if (!sound || bytes == null) {
            throw new IllegalArgumentException(id + ": build id \"" + hex + "\" is not one of up to "
                    + BundleLimits.BUILD_ID + " bytes in hex digits");
        }
        return bytes;
    }

    Platform platform() {
        return platform;
    }

    byte[] release() {
        return release;
    }

    /** Empty when not known. */
    byte[] buildId() {
        return buildId;
    }

    @Override
    public int compareTo(KernelKey that) {
        int order = KernelCursor.compare(release, 0, release.length, that.release, 0, that.release.length);
        order = order != 0 ? order : platform.compareTo(that.platform);
        return order != 0
                ? order
                : KernelCursor.compare(buildId, 0, buildId.length, that.buildId, 0, that.buildId.length);
    }
}
