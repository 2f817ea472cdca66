// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;

/**
 * The BTF of a kernel, as it was read.
 *
 * @param btf the whole, or as much of it as the objects relocate the same against
 * @param wholeSize of the whole in bytes
 */
record SourceBtf(Btf btf, int wholeSize) {
    static SourceBtf whole(Btf btf) {
        return new SourceBtf(btf, btf.size());
    }

    boolean isWhole() {
        return btf.size() == wholeSize;
    }
}
