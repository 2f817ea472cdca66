// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.bundle.Bundle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names sets of kernels for people: platform by platform, in ranges of releases. */
final class KernelNames {
    private final Bundle bundle;
    private final List<KernelPlatform> platforms;

    /**
     * The part of a set that is of one platform.
     *
     * @param kernels how many
     * @param ranges of releases, with the number of kernels in each that is more than one
     */
    record Part(KernelPlatform platform, int kernels, List<String> ranges) {
        boolean isAll() {
            return kernels == platform.kernels();
        }
    }

    KernelNames(BundleReport report) {
        bundle = report.bundle();
        platforms = report.platforms();
    }

    /** By platform, in their order; without those that have none. */
    List<Part> parts(KernelSet set) {
        return parts(new HashSet<>(set.layouts()));
    }

    /** Of the kernels that have one layout. */
    List<Part> parts(int layout) {
        return parts(Set.of(layout));
    }

    private List<Part> parts(Set<Integer> layouts) {
        List<Part> parts = new ArrayList<>();
        for (KernelPlatform platform : platforms) {
            int kernels = 0;
            List<String> ranges = new ArrayList<>();
            for (KernelSeries series : platform.series()) {
                kernels += addRanges(layouts, series, ranges);
            }
            if (kernels > 0) {
                parts.add(new Part(platform, kernels, ranges));
            }
        }
        return parts;
    }

    private int addRanges(Set<Integer> layouts, KernelSeries series, List<String> ranges) {
        int all = 0;
        int inRange = 0;
        int first = -1;
        List<KernelRun> runs = series.runs();
        for (int i = 0; i < runs.size(); i++) {
            KernelRun run = runs.get(i);
            if (!layouts.contains(run.layout())) {
                continue;
            }
            first = inRange == 0 ? run.first() : first;
            inRange += run.kernels().size();
            if (i + 1 == runs.size() || !layouts.contains(runs.get(i + 1).layout())) {
                ranges.add(range(first, run.last(), inRange));
                all += inRange;
                inRange = 0;
            }
        }
        return all;
    }

    String range(int first, int last, int kernels) {
        return first == last
                ? release(first)
                : release(first) + " to " + release(last) + " (" + Numbers.count(kernels) + ")";
    }

    String release(int kernel) {
        return bundle.kernel(kernel).release();
    }
}
