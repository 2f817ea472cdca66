// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.OsRelease;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which an entry of a bundle, or of a directory, or of several of these, is chosen for a machine:
 *
 * <ol>
 *   <li>a build id that is known on both sides decides alone;
 *   <li>else the entries with this release and architecture, if all of them hold the same layout, whatever os-release
 *       says: a container's is often not the host's;
 *   <li>if they differ, os-release decides, by {@link DistributionAliases};
 *   <li>else there is no match. Never the first, never the nearest.
 * </ol>
 *
 * <p>Of one kernel in several places the first place decides: what they have of it is minimized for different objects, and
 * which of these is wanted is no question of which kernel this is.
 */
final class KernelMatcher {
    private final KernelEntries entries;
    private final HostKernel host;

    KernelMatcher(KernelEntries entries, HostKernel host) {
        this.entries = entries;
        this.host = host;
    }

    KernelMatch match() {
        int[] ofRelease = entries.ofRelease(host);
        String buildId = hostBuildId();
        if (buildId != null) {
            Candidates sameBuild = new Candidates(entries, entries.withBuildId(buildId, ofRelease));
            if (!sameBuild.isEmpty()) {
                return choose(sameBuild, "build id " + buildId);
            }
        }
        Candidates sameRelease = new Candidates(entries, ofRelease);
        return sameRelease.isEmpty()
                ? sameRelease.none("no entry with release " + host.release())
                : chooseByRelease(sameRelease, buildId);
    }

    private KernelMatch chooseByRelease(Candidates sameRelease, @Nullable String buildId) {
        String release = sameRelease.id(sameRelease.first()).release();
        Candidates sameArch = sameRelease.ofArch(host);
        if (sameArch.isEmpty()) {
            String arch = host.arch().isEmpty() ? "an unknown architecture" : host.arch();
            return sameRelease.none("release " + release + " is there, but not for " + arch);
        }
        Candidates possible = buildId == null ? sameArch : sameArch.withoutBuildId();
        if (possible.isEmpty()) {
            return sameArch.none("release " + release + " is there, but with another build id than " + buildId);
        }
        return choose(possible, "release " + release + " on " + host.arch());
    }

    /** Null when not known; a string that is no build id is as good as none. */
    private @Nullable String hostBuildId() {
        String hex = host.buildId();
        byte[] bytes = hex == null ? null : Hex.parse(hex);
        return bytes == null || bytes.length == 0 ? null : hex;
    }

    private KernelMatch choose(Candidates ofAllNames, String by) {
        Candidates ofAllPlaces = ofAllNames.withoutShortNames(host.release());
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
