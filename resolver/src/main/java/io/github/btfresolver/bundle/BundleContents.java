// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.util.List;

/** What a reader of any version makes of a file. */
final class BundleContents {
    final String name;
    final List<BundledObject> objects;
    final SourceTable sources;
    final BlockTable blocks;
    final byte[] blockBytes;
    final LayoutTable layouts;
    final KernelTable kernels;

    BundleContents(
            String name,
            List<BundledObject> objects,
            SourceTable sources,
            BlockTable blocks,
            byte[] blockBytes,
            LayoutTable layouts,
            KernelTable kernels) {
        this.name = name;
        this.objects = objects;
        this.sources = sources;
        this.blocks = blocks;
        this.blockBytes = blockBytes;
        this.layouts = layouts;
        this.kernels = kernels;
    }
}
