// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;

/**
 * Of candidates with one release and architecture in several places, those that are one kernel: of one distribution and version,
 * and not known to be two builds. An entry without a build id may be any build of its platform, as long as not two are known.
 */
final class RepeatedKernels {
    private final KernelEntries entries;
    private final Candidates candidates;

    private RepeatedKernels(KernelEntries entries, Candidates candidates) {
        this.entries = entries;
        this.candidates = candidates;
    }

    /** Without those whose kernel an earlier place has. */
    static Candidates leftOut(KernelEntries entries, Candidates candidates) {
        RepeatedKernels repeated = new RepeatedKernels(entries, candidates);
        Candidates kept = new Candidates(entries);
        for (int number : candidates.numbers()) {
            if (!repeated.isEarlier(number)) {
                kept.add(number);
            }
        }
        return kept;
    }

    private boolean isEarlier(int number) {
        for (int other : candidates.numbers()) {
            if (entries.placeOf(other) < entries.placeOf(number) && isOneKernel(other, number)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOneKernel(int one, int other) {
        PlatformTier platform = platform(one);
        if (!platform.matches(entries.get(other))) {
            return false;
        }
        String buildId = entries.buildId(one);
        String otherBuildId = entries.buildId(other);
        if (buildId == null || otherBuildId == null) {
            return !hasTwoBuilds(platform);
        }
        return buildId.equals(otherBuildId);
    }

    private PlatformTier platform(int number) {
        KernelId id = entries.get(number);
        return new PlatformTier("the same").add(id.id(), id.versionId());
    }

    private boolean hasTwoBuilds(PlatformTier platform) {
        String known = null;
        for (int number : candidates.of(platform).numbers()) {
            String buildId = entries.buildId(number);
            if (known != null && buildId != null && !known.equals(buildId)) {
                return true;
            }
            known = buildId == null ? known : buildId;
        }
        return false;
    }
}
