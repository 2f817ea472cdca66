// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.nio.file.Path;

/**
 * What sources on the network need.
 *
 * @param cache the folder where downloads are kept, in {@value #DOWNLOADS}; made when there is something to keep
 * @param offline whether only what is kept there is used
 */
public record SourceSettings(Path cache, boolean offline) {
    private static final String DOWNLOADS = "downloads";

    Path downloads() {
        return cache.resolve(DOWNLOADS);
    }
}
