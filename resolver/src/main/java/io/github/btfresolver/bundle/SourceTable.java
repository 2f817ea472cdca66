// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The sources of a bundle, in the decoded bytes of its index: no machine asks for them, so none becomes an object before. */
final class SourceTable {
    /** The fewest bytes of a row: two lengths and a number. */
    private static final int SMALLEST_ROW = 3;

    private final String source;
    private final byte[] index;
    private final int start;
    private final int count;

    /** Checks all rows. */
    SourceTable(IndexInput in) throws BundleFormatException {
        source = in.source();
        index = in.bytes();
        count = in.count(BundleLimits.SOURCES, SMALLEST_ROW, "number of sources");
        start = in.position();
        for (int i = 0; i < count; i++) {
            in.skipString(BundleLimits.SOURCE_TEXT, "text of source " + i);
            in.skipString(BundleLimits.STRING, "revision of source " + i);
            in.number(BundleLimits.KERNELS, "number of kernels of source " + i);
        }
    }

    /** A new list, and not to be changed. */
    List<BundledSource> list() {
        IndexInput in = new IndexInput(source, index, start);
        List<BundledSource> sources = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                String text = in.string(BundleLimits.SOURCE_TEXT, "text");
                String revision = in.string(BundleLimits.STRING, "revision");
                int kernels = in.number(BundleLimits.KERNELS, "number of kernels");
                sources.add(new BundledSource(text, revision.isEmpty() ? null : revision, kernels));
            }
        } catch (BundleFormatException e) {
            throw new IllegalStateException("a row that was checked when the bundle was opened", e);
        }
        return Collections.unmodifiableList(sources);
    }
}
