// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a bundle to "what have you for this machine?", and how it came to it. Immutable. */
public final class BundleMatch {
    private final int layout;
    private final @Nullable KernelId kernel;
    private final String reason;
    private final List<KernelId> candidates;

    private BundleMatch(int layout, @Nullable KernelId kernel, String reason, List<KernelId> candidates) {
        this.layout = layout;
        this.kernel = kernel;
        this.reason = reason;
        this.candidates = Collections.unmodifiableList(candidates);
    }

    static BundleMatch found(int layout, KernelId kernel, String reason, List<KernelId> candidates) {
        return new BundleMatch(layout, kernel, reason, candidates);
    }

    static BundleMatch none(String reason, List<KernelId> candidates) {
        return new BundleMatch(-1, null, reason, candidates);
    }

    public boolean isFound() {
        return layout >= 0;
    }

    /** The entry that was chosen; of several with the same layout, the one that os-release names if it names one. */
    public @Nullable KernelId kernel() {
        return kernel;
    }

    /** The number of the layout to use; -1 when there is no match. */
    public int layout() {
        return layout;
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
