// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.bundling.BuildFacts;
import io.github.btfresolver.plugin.bundling.SourceSizes;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the kernels of a version of a distribution take, minimized and before.
 *
 * @param id of the distribution; empty when not known
 * @param versionId of it; empty when not known
 * @param kernels how many
 * @param layouts how many different ones
 * @param layoutBytes of these, before the bundle packs them; one that another distribution has as well counts for both
 * @param source what they took in the sources, a file that counts as two kernels once; empty when it is not known of all of
 *     them
 */
record DistributionSize(
        String id, String versionId, int kernels, int layouts, long layoutBytes, Optional<SourceSizes> source) {

    static List<DistributionSize> of(Bundle bundle, List<KernelPlatform> platforms, Optional<BuildFacts> facts) {
        return platforms.stream()
                .map(platform -> List.of(platform.id(), platform.versionId()))
                .distinct()
                .map(name -> of(
                        name.get(0),
                        name.get(1),
                        bundle,
                        platforms.stream().filter(p -> name.equals(List.of(p.id(), p.versionId()))),
                        facts))
                .toList();
    }

    private static DistributionSize of(
            String id, String versionId, Bundle bundle, Stream<KernelPlatform> platforms, Optional<BuildFacts> facts) {
        BitSet layouts = new BitSet();
        int[] kernels = platforms
                .flatMap(platform -> platform.series().stream())
                .flatMap(series -> series.runs().stream())
                .peek(run -> layouts.set(run.layout()))
                .flatMap(run -> run.kernels().stream())
                .mapToInt(kernel -> kernel)
                .toArray();
        return new DistributionSize(
                id,
                versionId,
                kernels.length,
                layouts.cardinality(),
                layouts.stream().mapToLong(bundle::layoutSize).sum(),
                facts.flatMap(known -> sum(bundle, kernels, known)));
    }

    private static Optional<SourceSizes> sum(Bundle bundle, int[] kernels, BuildFacts facts) {
        long btf = 0;
        long file = 0;
        Set<String> counted = new HashSet<>();
        for (int kernel : kernels) {
            KernelId id = bundle.kernel(kernel);
            Optional<SourceSizes> sizes = facts.sizes(id);
            if (sizes.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> origin = facts.origin(id);
            if (origin.isEmpty() || counted.add(origin.get())) {
                btf += sizes.get().btf();
                file += sizes.get().file();
            }
        }
        return Optional.of(new SourceSizes(btf, file));
    }
}
