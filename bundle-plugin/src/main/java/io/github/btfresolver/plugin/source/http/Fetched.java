// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file that was asked for.
 *
 * @param remote the file
 * @param local where it is now, its checksum verified; null when it cannot be had
 * @param problem why it cannot be had; null when it can
 */
public record Fetched(
        RemoteFile remote, @Nullable Path local, @Nullable String problem) {}
