// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.plugin.source.SourceSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How sources on the network are used. */
final class NetworkOptions {
    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = {
                "Where downloads are kept; several runs may share it.",
                "Default: $XDG_CACHE_HOME/btf-bundle, or ~/.cache/btf-bundle."
            })
    private @Nullable Path cache;

    @Option(names = "--offline", description = "Use the last lists and the downloads that are kept, and no network.")
    private boolean offline;

    SourceSettings settings() {
        Path folder = cache == null ? defaultCache(System.getenv("XDG_CACHE_HOME")) : cache;
        return new SourceSettings(folder, offline);
    }

    /** By the XDG Base Directory Specification, which says that a relative path is to be ignored. */
    static Path defaultCache(@Nullable String xdgCacheHome) {
        Path home = Path.of(System.getProperty("user.home"), ".cache");
        boolean given = xdgCacheHome != null && Path.of(xdgCacheHome).isAbsolute();
        return (given ? Path.of(xdgCacheHome) : home).resolve("btf-bundle");
    }
}
