// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.kernel.KernelId;
import java.util.List;

/**
 * A version of a distribution on an architecture.
 *
 * @param id os-release's {@code ID}; empty when not known
 * @param versionId os-release's {@code VERSION_ID}; empty when not known
 * @param arch the architecture
 * @param series sorted; what is of no series comes last
 */
record KernelPlatform(String id, String versionId, String arch, List<KernelSeries> series) {
    KernelPlatform {
        series = List.copyOf(series);
    }

    /** The version of the distribution, for people. */
    static String distribution(String id, String versionId) {
        if (id.isEmpty()) {
            return "distribution not known";
        }
        return versionId.isEmpty() ? id + ", version not known" : id + " " + versionId;
    }

    static String distribution(KernelId kernel) {
        return distribution(kernel.id(), kernel.versionId());
    }

    String distribution() {
        return distribution(id, versionId);
    }

    int kernels() {
        return series.stream().mapToInt(KernelSeries::kernels).sum();
    }

    int layouts() {
        return (int) series.stream()
                .flatMap(one -> one.runs().stream())
                .mapToInt(KernelRun::layout)
                .distinct()
                .count();
    }

    /** For people. */
    @Override
    public String toString() {
        return distribution() + " " + arch;
    }
}
