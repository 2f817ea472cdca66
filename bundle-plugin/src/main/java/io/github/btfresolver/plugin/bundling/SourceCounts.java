// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.plugin.source.SourceRecord;
import java.util.List;

/** How many kernels a bundle has from each source: those that were found there, without those that cannot be read. */
final class SourceCounts {
    private final List<SourceRecord> sources;
    private final int[] taken;
    private int current;
    private int left;

    SourceCounts(List<SourceRecord> sources) {
        this.sources = sources;
        taken = new int[sources.size()];
        left = sources.isEmpty() ? 0 : sources.get(0).kernels();
    }

    /** The next kernel, in the order of the sources. */
    void next(boolean isTaken) {
        while (left == 0) {
            left = sources.get(++current).kernels();
        }
        left--;
        taken[current] += isTaken ? 1 : 0;
    }

    void addTo(BundleWriter writer) throws BundlingException {
        for (int i = 0; i < taken.length; i++) {
            SourceRecord source = sources.get(i);
            try {
                writer.addSource(source.text(), source.revision(), taken[i]);
            } catch (IllegalArgumentException e) {
                throw new BundlingException(source.text() + ": " + e.getMessage(), e);
            }
        }
    }
}
