// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.kernel.ReleaseOrder;
import io.github.btfresolver.kernel.ReleaseSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a bundle's kernels in order: platform by platform, series by series, release by release. */
final class KernelLines {
    private static final ReleaseOrder ORDER = new ReleaseOrder();

    private record Key(String id, String versionId, String arch) implements Comparable<Key> {
        private static final Comparator<Key> BY_NAME = Comparator.comparing(Key::id)
                .thenComparing(Key::versionId, ORDER)
                .thenComparing(Key::arch);

        @Override
        public int compareTo(Key that) {
            return BY_NAME.compare(this, that);
        }
    }

    private record Member(int kernel, String build) {
        private static final Comparator<Member> BY_BUILD = Comparator.comparing(Member::build, ORDER)
                .thenComparing(Member::kernel); // by release and build id, as bundles sort them
    }

    /** What is of no series last. */
    private static final Comparator<String> SERIES =
            Comparator.comparing(String::isEmpty).thenComparing(ORDER);

    private final Bundle bundle;
    private final Map<Key, Map<String, List<Member>>> members = new TreeMap<>();

    private KernelLines(Bundle bundle) {
        this.bundle = bundle;
    }

    /** The platforms, sorted. */
    static List<KernelPlatform> of(Bundle bundle) {
        KernelLines lines = new KernelLines(bundle);
        for (int i = 0; i < bundle.kernelCount(); i++) {
            lines.add(i, bundle.kernel(i));
        }
        List<KernelPlatform> platforms = new ArrayList<>();
        lines.members.forEach((key, series) -> platforms.add(lines.platform(key, series)));
        return platforms;
    }

    private void add(int number, KernelId kernel) {
        ReleaseSeries series = ReleaseSeries.of(kernel.release());
        members.computeIfAbsent(new Key(kernel.id(), kernel.versionId(), kernel.arch()), key -> new TreeMap<>(SERIES))
                .computeIfAbsent(series == null ? "" : series.toString(), name -> new ArrayList<>())
                .add(new Member(number, series == null ? kernel.release() : series.build()));
    }

    private KernelPlatform platform(Key key, Map<String, List<Member>> byName) {
        List<KernelSeries> series = new ArrayList<>();
        byName.forEach((name, all) -> series.add(new KernelSeries(name, runs(all))));
        return new KernelPlatform(key.id(), key.versionId(), key.arch(), series);
    }

    private List<KernelRun> runs(List<Member> all) {
        List<Member> sorted = all.stream().sorted(Member.BY_BUILD).toList();
        List<KernelRun> runs = new ArrayList<>();
        List<Integer> kernels = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            int layout = bundle.layoutOf(sorted.get(i).kernel());
            kernels.add(sorted.get(i).kernel());
            if (i + 1 == sorted.size() || bundle.layoutOf(sorted.get(i + 1).kernel()) != layout) {
                runs.add(new KernelRun(layout, kernels));
                kernels = new ArrayList<>();
            }
        }
        return runs;
    }
}
