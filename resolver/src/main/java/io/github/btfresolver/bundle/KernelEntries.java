// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kernels by number, each with a layout, among which {@link #match} and {@link #infer} choose: a bundle's, a directory's, or
 * those of several of these.
 */
public abstract class KernelEntries {
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

    /** Chooses the entry for a machine, or says why there is none: exact or not at all, never a guess. */
    public final KernelMatch match(HostKernel host) {
        return new KernelMatcher(this, host).match();
    }

    /**
     * For a machine for which there is no entry: the layout that the nearest older and the nearest newer kernel of its
     * series have in common, see {@link BracketMatcher}.
     */
    public final KernelMatch infer(HostKernel host) {
        return new BracketMatcher(this, host).match();
    }
}
