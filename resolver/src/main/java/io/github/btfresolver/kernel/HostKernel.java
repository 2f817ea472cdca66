// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/** What is known of the running machine, for matching it to a {@link KernelId}. Immutable. */
public class HostKernel {
    private final String release;
    private final String arch;
    private final @Nullable String version;
    private final @Nullable String buildId;
    private final @Nullable OsRelease osRelease;

    /**
     * A machine whose os-release is its own.
     *
     * @param release what {@code uname -r} prints
     * @param arch what {@code uname -m} prints, in any spelling
     * @param version what {@code uname -v} prints, or null when not known
     * @param buildId of the running kernel, lower-case hex digits, or null when not known
     * @param osRelease null when no os-release was found
     */
    public HostKernel(
            String release,
            String arch,
            @Nullable String version,
            @Nullable String buildId,
            @Nullable OsRelease osRelease) {
        this.release = release;
        this.arch = Arch.normalize(arch);
        this.version = version;
        this.buildId = buildId;
        this.osRelease = osRelease;
    }

    /** Empty when not known. */
    public final String release() {
        return release;
    }

    /** Normalised, see {@link Arch}; empty when not known. */
    public final String arch() {
        return arch;
    }

    public final @Nullable String version() {
        return version;
    }

    public final @Nullable String buildId() {
        return buildId;
    }

    public @Nullable OsRelease osRelease() {
        return osRelease;
    }

    /** Whether the os-release is, or may be, that of a container on the machine, and so decides nothing. */
    public boolean isOsReleaseHint() {
        return false;
    }

    /** The key under which this kernel's BTF is to be kept; without ID and VERSION_ID where these are but a hint. */
    public final KernelId id() {
        OsRelease os = isOsReleaseHint() ? null : osRelease();
        return new KernelId(os == null ? "" : os.id(), os == null ? "" : os.versionId(), arch, release, buildId);
    }
}
