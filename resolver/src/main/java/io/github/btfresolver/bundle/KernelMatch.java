// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a bundle or directory, or of several, to "what have you for this machine?", and how it came to it. Immutable. */
public final class KernelMatch {
    private final int entry;
    private final @Nullable KernelId kernel;
    private final String reason;
    private final List<KernelId> candidates;

    private KernelMatch(int entry, @Nullable KernelId kernel, String reason, List<KernelId> candidates) {
        this.entry = entry;
        this.kernel = kernel;
        this.reason = reason;
        this.candidates = Collections.unmodifiableList(candidates);
    }

    static KernelMatch found(int entry, KernelId kernel, String reason, List<KernelId> candidates) {
        return new KernelMatch(entry, kernel, reason, candidates);
    }

    static KernelMatch none(String reason, List<KernelId> candidates) {
        return new KernelMatch(-1, null, reason, candidates);
    }

    public boolean isFound() {
        return entry >= 0;
    }

    /**
     * The entry that was chosen; of several with the same layout, the one that os-release names if it names one. Of an inferred
     * match it is the nearest older entry, which is another kernel.
     */
    public @Nullable KernelId kernel() {
        return kernel;
    }

    /** The number of the entry that was chosen; -1 when there is no match. */
    public int entry() {
        return entry;
    }

    /** Why this entry was chosen, or why none was: one line for people. */
    public String reason() {
        return reason;
    }

    /** The entries that came into question, the chosen one among them. */
    public List<KernelId> candidates() {
        return candidates;
    }

    @Override
    public String toString() {
        return (kernel == null ? "no match" : kernel) + ": " + reason;
    }
}
