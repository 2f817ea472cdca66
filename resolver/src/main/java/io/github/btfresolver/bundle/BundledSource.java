// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import org.jspecify.annotations.Nullable;

/** Where a bundle has kernels from. Immutable. */
public final class BundledSource {
    private final String text;
    private final @Nullable String revision;
    private final int kernels;

    BundledSource(String text, @Nullable String revision, int kernels) {
        this.text = text;
        this.revision = revision;
        this.kernels = kernels;
    }

    /** As the build names it: a path, never an absolute one; a URL; coordinates. */
    public String text() {
        return text;
    }

    /** The id of the commit that was checked out there; null when not known. What was changed since is not said. */
    public @Nullable String revision() {
        return revision;
    }

    /** How many kernels were taken from it; one that another source has as well counts for both. */
    public int kernels() {
        return kernels;
    }

    /** For people: {@code btfhub-archive at commit 0123…: 4 kernels}. */
    @Override
    public String toString() {
        String at = revision == null ? "" : " at commit " + revision;
        return text + at + ": " + kernels + (kernels == 1 ? " kernel" : " kernels");
    }
}
