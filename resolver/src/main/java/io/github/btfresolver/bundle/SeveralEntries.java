// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.OsRelease;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among several entries that by build id, or by release and architecture, may be a machine's kernel: by what they hold,
 * then by os-release. An entry that is the only one is chosen without this class.
 */
final class SeveralEntries {
    private final KernelEntries entries;
    private final HostKernel host;

    SeveralEntries(KernelEntries entries, HostKernel host) {
        this.entries = entries;
        this.host = host;
    }

    /**
     * Chooses.
     *
     * @param possible not none
     * @param by what they have in common with the machine
     */
    KernelMatch choose(int[] possible, String by) {
        Candidates ofAllPlaces = new Candidates(entries, possible).withoutShortNames(host.release());
        Candidates candidates = entries.withoutRepeated(ofAllPlaces);
        if (candidates.count() == 1) {
            return candidates.found(
                    candidates.first(),
                    by + (ofAllPlaces.count() == 1 ? ": the only entry" : ": one kernel, in several places"));
        }
        PlatformTier tier = closestTier(candidates);
        Candidates named = tier == null ? new Candidates(entries) : candidates.of(tier);
        if (candidates.haveOneLayout()) {
            int chosen = named.isEmpty() ? candidates.first() : named.first();
            return candidates.found(chosen, by + ": all " + candidates.count() + " entries agree");
        }
        if (tier == null) {
            return candidates.none(by + ": " + candidates.count() + " entries differ, and " + noTier());
        }
        if (named.haveOneLayout()) {
            return candidates.found(named.first(), by + ": chosen by os-release, " + tier.why());
        }
        return named.none(by + ": " + named.count() + " entries differ also by os-release, " + tier.why());
    }

    /** The closest of the names that os-release has for this machine which any of the entries has too. */
    private @Nullable PlatformTier closestTier(Candidates candidates) {
        OsRelease osRelease = host.osRelease();
        if (osRelease == null || host.isOsReleaseHint()) {
            return null;
        }
        for (PlatformTier tier : DistributionAliases.tiers(osRelease)) {
            if (!candidates.of(tier).isEmpty()) {
                return tier;
            }
        }
        return null;
    }

    private String noTier() {
        OsRelease osRelease = host.osRelease();
        if (osRelease == null) {
            return "there is no os-release to choose by";
        }
        return host.isOsReleaseHint()
                ? "os-release is that of a container (" + osRelease + ")"
                : "os-release names none of them (" + osRelease.id() + " " + osRelease.versionId() + ")";
    }
}
