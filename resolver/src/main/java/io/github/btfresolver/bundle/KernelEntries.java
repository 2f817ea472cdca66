// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kernels by number, each with a layout, a bundle's, a directory's, or those of several of these, of which one is chosen for a
 * machine by these rules:
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
public abstract class KernelEntries {
    private static final int[] NONE = {};

    /** Number of entries. */
    public abstract int count();

    /** The entries with a release, of whatever platform. */
    protected abstract int[] withRelease(String release);

    /** The entries with a build id; who would have to open files to tell looks only at those with the machine's release. */
    protected abstract int[] withBuildId(String buildId, int[] sameRelease);

    /** Which kernel an entry is for. */
    public abstract KernelId get(int entry);

    /** The build id of an entry, lower-case hex digits; null when it has none. May have to open a file. */
    protected abstract @Nullable String buildId(int entry);

    /** A number that two entries have in common when they have the same layout. May have to read files. */
    protected abstract int layoutOf(int entry);

    /** The raw BTF of an entry, to be compared with one of another place; null when it cannot be read, or is kept elsewhere. */
    protected byte @Nullable [] bytes(int entry) {
        return null;
    }

    /** Which of several places has an entry; the first is 0. */
    int placeOf(int entry) {
        return 0;
    }

    /** Of candidates with one release and architecture those whose kernel no earlier place has. */
    Candidates withoutRepeated(Candidates candidates) {
        return candidates;
    }

    /**
     * The entries with a machine's release, in ascending order. Red Hat's releases end with the architecture, which old files
     * of BTFHub's archive leave out of their names: their directory has it. Both names mean the same release.
     */
    final int[] ofRelease(HostKernel host) {
        String release = host.release();
        int[] found = withRelease(release);
        int dot = release.lastIndexOf('.');
        if (dot <= 0 || !Arch.normalize(release.substring(dot + 1)).equals(host.arch())) {
            return found;
        }
        int[] withoutArch = withRelease(release.substring(0, dot));
        int[] both = Arrays.copyOf(found, found.length + withoutArch.length);
        System.arraycopy(withoutArch, 0, both, found.length, withoutArch.length);
        Arrays.sort(both);
        return both;
    }

    /** Whether an entry is known to have a machine's build id, by which whatever its release says it is its kernel's. */
    public final boolean isOfBuild(int entry, HostKernel host) {
        String buildId = soundBuildId(host);
        return buildId != null && buildId.equals(buildId(entry));
    }

    /** Chooses the entry for a machine, or says why there is none: exact or not at all, never a guess. */
    public final KernelMatch match(HostKernel host) {
        int[] ofRelease = ofRelease(host);
        String buildId = soundBuildId(host);
        int[] sameBuild = buildId == null ? NONE : withBuildId(buildId, ofRelease);
        if (sameBuild.length > 0) {
            return choose(host, sameBuild, "build id " + buildId);
        }
        return ofRelease.length == 0
                ? none("no entry with release " + host.release(), NONE)
                : chooseByRelease(host, ofRelease, buildId);
    }

    /**
     * For a machine for which there is no entry: the layout that the nearest older and the nearest newer kernel of its
     * series have in common, see {@link BracketMatcher}.
     */
    public final KernelMatch infer(HostKernel host) {
        return new BracketMatcher(this, host).match();
    }

    private KernelMatch chooseByRelease(HostKernel host, int[] sameRelease, @Nullable String buildId) {
        String release = "release " + get(sameRelease[0]).release();
        int[] sameArch = ofArch(host, sameRelease);
        if (sameArch.length == 0) {
            String arch = host.arch().isEmpty() ? "an unknown architecture" : host.arch();
            return none(release + " is there, but not for " + arch, sameRelease);
        }
        int[] possible = buildId == null ? sameArch : withoutBuildId(sameArch);
        return possible.length == 0
                ? none(release + " is there, but with another build id than " + buildId, sameArch)
                : choose(host, possible, release + " on " + host.arch());
    }

    /** Those of some entries that are for a machine's architecture. */
    final int[] ofArch(HostKernel host, int[] entries) {
        int[] kept = new int[entries.length];
        int n = 0;
        for (int entry : entries) {
            if (get(entry).arch().equals(host.arch())) {
                kept[n++] = entry;
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private int[] withoutBuildId(int[] entries) {
        int[] kept = new int[entries.length];
        int n = 0;
        for (int entry : entries) {
            if (buildId(entry) == null) {
                kept[n++] = entry;
            }
        }
        return Arrays.copyOf(kept, n);
    }

    /** Null when not known; a string that is no build id is as good as none. */
    private static @Nullable String soundBuildId(HostKernel host) {
        String hex = host.buildId();
        byte[] bytes = hex == null ? null : Hex.parse(hex);
        return bytes == null || bytes.length == 0 ? null : hex;
    }

    private KernelMatch choose(HostKernel host, int[] entries, String by) {
        if (entries.length > 1) {
            return new SeveralEntries(this, host).choose(entries, by);
        }
        KernelId only = get(entries[0]);
        return KernelMatch.found(entries[0], only, by + ": the only entry", Arrays.asList(only));
    }

    private KernelMatch none(String reason, int[] entries) {
        return new Candidates(this, entries).none(reason);
    }
}
