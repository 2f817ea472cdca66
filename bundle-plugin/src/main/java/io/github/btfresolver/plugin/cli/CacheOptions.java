// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.plugin.source.ArtifactResolver;
import io.github.btfresolver.plugin.source.SourceSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is kept from run to run. */
final class CacheOptions {
    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = {
                "Where to keep what is needed of each kernel, so that the next run reads no source again whose contents",
                "are the same, and what is downloaded; several runs may share it.",
                "Default: downloads in $XDG_CACHE_HOME/btf-bundle or ~/.cache/btf-bundle, and of kernels nothing."
            })
    private @Nullable Path cache;

    @Option(names = "--offline", description = "Use the last lists and the downloads that are kept, and no network.")
    private boolean offline;

    /** Where kernels are kept; null for nowhere. */
    @Nullable
    Path folder() {
        return cache;
    }

    SourceSettings settings() {
        Path folder = cache == null ? defaultCache(System.getenv("XDG_CACHE_HOME")) : cache;
        return new SourceSettings(ArtifactResolver.none(), folder, offline);
    }

    /** By the XDG Base Directory Specification, which says that a relative path is to be ignored. */
    static Path defaultCache(@Nullable String xdgCacheHome) {
        Path home = Path.of(System.getProperty("user.home"), ".cache");
        boolean given = xdgCacheHome != null && Path.of(xdgCacheHome).isAbsolute();
        return (given ? Path.of(xdgCacheHome) : home).resolve("btf-bundle");
    }
}
