// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import java.nio.file.Path;

/**
 * Where a build keeps what the next one need not do again. Builds may share it.
 *
 * @param folder which is made
 * @param maxSize of what is kept of kernels, in bytes
 */
public record BuildCache(Path folder, long maxSize) {
    /** 4 GB, enough for some 4,000 kernels. */
    public static final long MAX_SIZE = 4L << 30;

    Path kernels() {
        return folder.resolve("kernels");
    }

    Path hashes() {
        return folder.resolve("hashes");
    }
}
