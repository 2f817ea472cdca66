// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel a BTF describes: {@code ID/VERSION_ID/ARCH/RELEASE}, as BTFHub's archive names it, and the kernel's GNU
 * build id where the source of the BTF had one. Immutable.
 */
public final class KernelId {
    private final String id;
    private final String versionId;
    private final String arch;
    private final String release;
    private final @Nullable String buildId;

    /**
     * @param id os-release's {@code ID}; empty when not known
     * @param versionId os-release's {@code VERSION_ID}; empty when not known
     * @param arch any name of the architecture; kept in {@link Arch#normalize normalised} form
     * @param release what {@code uname -r} prints
     * @param buildId lower-case hex digits, or null when not known
     */
    public KernelId(String id, String versionId, String arch, String release, @Nullable String buildId) {
        this.id = id;
        this.versionId = versionId;
        this.arch = Arch.normalize(arch);
        this.release = release;
        this.buildId = buildId;
    }

    public String id() {
        return id;
    }

    public String versionId() {
        return versionId;
    }

    public String arch() {
        return arch;
    }

    public String release() {
        return release;
    }

    public @Nullable String buildId() {
        return buildId;
    }

    /** {@code ID/VERSION_ID/ARCH/RELEASE}, with {@code -} for a part that is not known. */
    @Override
    public String toString() {
        return part(id) + "/" + part(versionId) + "/" + arch + "/" + release;
    }

    private static String part(String s) {
        return s.isEmpty() ? "-" : s;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof KernelId)) {
            return false;
        }
        KernelId that = (KernelId) other;
        return toString().equals(that.toString()) && Objects.equals(buildId, that.buildId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(toString(), buildId);
    }
}
