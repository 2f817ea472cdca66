// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.nio.file.Path;

/**
 * What sources need that are not on this machine.
 *
 * @param artifacts finds the files of Maven artifacts
 * @param cache the folder where downloads are kept, in {@code downloads}; made when there is something to keep
 * @param offline whether only what is kept there is used
 */
public record SourceSettings(ArtifactResolver artifacts, Path cache, boolean offline) {
    Path downloads() {
        return cache.resolve("downloads");
    }
}
