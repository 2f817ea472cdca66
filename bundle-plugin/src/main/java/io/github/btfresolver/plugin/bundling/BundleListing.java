// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.bundle.BundledSource;
import io.github.btfresolver.kernel.KernelId;
import java.util.ArrayList;
import java.util.List;

/** What is in a bundle, for people. */
public final class BundleListing {
    private BundleListing() {}

    /**
     * A line for the whole, then one for each object, source and kernel.
     *
     * @param size of the whole bundle in bytes
     */
    public static List<String> lines(Bundle bundle, long size) {
        List<String> lines = new ArrayList<>();
        lines.add("bundle " + bundle.name() + ": " + Count.of(bundle.kernelCount(), "kernel") + ", "
                + Count.of(bundle.layoutCount(), "layout") + ", " + Count.of(size, "byte"));
        for (BundledObject object : bundle.objects()) {
            lines.add("object " + object.sha256() + " " + object.name());
        }
        for (BundledSource source : bundle.sources()) {
            lines.add("source " + source);
        }
        for (int i = 0; i < bundle.kernelCount(); i++) {
            KernelId kernel = bundle.kernel(i);
            int layout = bundle.layoutOf(i);
            lines.add("kernel " + kernel + " layout " + layout + " (" + Count.of(bundle.layoutSize(layout), "byte")
                    + ")" + (kernel.buildId() == null ? "" : " build-id " + kernel.buildId()));
        }
        return lines;
    }
}
