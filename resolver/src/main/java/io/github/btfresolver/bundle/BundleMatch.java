// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stub, replaced by the real one at merge. */
public final class BundleMatch {
    private final List<KernelId> candidates;

    BundleMatch(List<KernelId> candidates) {
        this.candidates = candidates;
    }

    public boolean isFound() {
        return candidates.size() == 1;
    }

    public @Nullable KernelId kernel() {
        return isFound() ? candidates.get(0) : null;
    }

    public String reason() {
        return isFound() ? "release and architecture" : candidates.isEmpty() ? "no such release" : "several";
    }

    public List<KernelId> candidates() {
        return candidates;
    }
}
