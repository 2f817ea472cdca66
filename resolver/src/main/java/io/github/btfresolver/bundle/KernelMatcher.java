// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.kernel.OsRelease;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rules by which an entry of a bundle is chosen for a machine:
 *
 * <ol>
 *   <li>a build id that is known on both sides decides alone;
 *   <li>else the entries with this release and architecture, if all of them hold the same layout, whatever os-release
 *       says: a container's is often not the host's;
 *   <li>if they differ, os-release decides, by {@link DistributionAliases};
 *   <li>else there is no match. Never the first, never the nearest.
 * </ol>
 */
final class KernelMatcher {
    private final KernelTable kernels;
    private final HostKernel host;

    KernelMatcher(KernelTable kernels, HostKernel host) {
        this.kernels = kernels;
        this.host = host;
    }

    BundleMatch match() {
        byte[] buildId = hostBuildId();
        int[] sameBuild = buildId.length == 0 ? new int[0] : kernels.withBuildId(buildId);
        if (sameBuild.length > 0) {
            return choose(candidates(sameBuild), "build id " + host.buildId());
        }
        String release = host.release();
        int[] sameRelease = kernels.withRelease(release);
        if (sameRelease.length == 0) {
            release = withoutArch(release);
            sameRelease = kernels.withRelease(release);
        }
        return sameRelease.length == 0
                ? none("no entry with release " + host.release(), Collections.<Candidate>emptyList())
                : chooseByRelease(release, candidates(sameRelease), buildId);
    }

    private BundleMatch chooseByRelease(String release, List<Candidate> all, byte[] buildId) {
        List<Candidate> sameArch = withArch(all);
        if (sameArch.isEmpty()) {
            return none("release " + release + " is there, but not for " + arch(), all);
        }
        List<Candidate> possible = buildId.length == 0 ? sameArch : withoutBuildId(sameArch);
        if (possible.isEmpty()) {
            return none("release " + release + " is there, but with another build id than " + host.buildId(), sameArch);
        }
        return choose(possible, "release " + release + " on " + host.arch());
    }

    /**
     * Red Hat's releases end with the architecture, which old files of BTFHub's archive leave out of their names: their
     * directory has it.
     */
    private String withoutArch(String release) {
        int dot = release.lastIndexOf('.');
        boolean hasArch = dot > 0 && Arch.normalize(release.substring(dot + 1)).equals(host.arch());
        return hasArch ? release.substring(0, dot) : release;
    }

    private String arch() {
        return host.arch().isEmpty() ? "an unknown architecture" : host.arch();
    }

    /** Empty when not known; a string that is no build id is as good as none. */
    private byte[] hostBuildId() {
        String hex = host.buildId();
        byte[] bytes = hex == null ? null : Hex.parse(hex);
        return bytes == null ? new byte[0] : bytes;
    }

    private BundleMatch choose(List<Candidate> candidates, String by) {
        Choice named = byOsRelease(candidates);
        if (haveOneLayout(candidates)) {
            Candidate chosen = named.candidates.isEmpty() ? candidates.get(0) : named.candidates.get(0);
            String which = candidates.size() == 1 ? "the only entry" : "all " + candidates.size() + " entries agree";
            return found(chosen, by + ": " + which, candidates);
        }
        if (named.candidates.isEmpty()) {
            return none(by + ": " + candidates.size() + " entries differ, and " + named.why, candidates);
        }
        if (haveOneLayout(named.candidates)) {
            return found(named.candidates.get(0), by + ": chosen by os-release, " + named.why, candidates);
        }
        return none(
                by + ": " + named.candidates.size() + " entries differ also by os-release, " + named.why,
                named.candidates);
    }

    /** The entries that os-release means: those of the closest tier that has any. */
    private Choice byOsRelease(List<Candidate> candidates) {
        OsRelease osRelease = host.osRelease();
        List<Candidate> named = new ArrayList<>();
        if (osRelease == null) {
            return new Choice(named, "there is no os-release to choose by");
        }
        if (host.isOsReleaseHint()) {
            return new Choice(named, "os-release is that of a container (" + osRelease + ")");
        }
        for (PlatformTier tier : DistributionAliases.tiers(osRelease)) {
            for (Candidate candidate : candidates) {
                if (tier.matches(candidate.id)) {
                    named.add(candidate);
                }
            }
            if (!named.isEmpty()) {
                return new Choice(named, tier.why());
            }
        }
        return new Choice(
                named, "os-release names none of them (" + osRelease.id() + " " + osRelease.versionId() + ")");
    }

    private List<Candidate> candidates(int[] numbers) {
        List<Candidate> candidates = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            candidates.add(new Candidate(kernels.get(number), kernels.layoutOf(number)));
        }
        return candidates;
    }

    private List<Candidate> withArch(List<Candidate> candidates) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.id.arch().equals(host.arch())) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static List<Candidate> withoutBuildId(List<Candidate> candidates) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.id.buildId() == null) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static boolean haveOneLayout(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (candidate.layout != candidates.get(0).layout) {
                return false;
            }
        }
        return true;
    }

    private static BundleMatch found(Candidate chosen, String reason, List<Candidate> candidates) {
        return BundleMatch.found(chosen.layout, chosen.id, reason, ids(candidates));
    }

    private static BundleMatch none(String reason, List<Candidate> candidates) {
        return BundleMatch.none(reason, ids(candidates));
    }

    private static List<KernelId> ids(List<Candidate> candidates) {
        List<KernelId> ids = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            ids.add(candidate.id);
        }
        return ids;
    }

    private static final class Candidate {
        final KernelId id;
        final int layout;

        Candidate(KernelId id, int layout) {
            this.id = id;
            this.layout = layout;
        }
    }

    /** What os-release says about candidates. */
    private static final class Choice {
        final List<Candidate> candidates;
        final String why;

        Choice(List<Candidate> candidates, String why) {
            this.candidates = candidates;
            this.why = why;
        }
    }
}
