// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.nio.file.Path;

/** Finds the file of a Maven artifact. */
@FunctionalInterface
public interface ArtifactResolver {
    /**
     * Finds, perhaps downloads, a file.
     *
     * @return a file; a directory for a module of the same build that is not packaged yet
     * @throws SourceException when it cannot be had; the message names the artifact, where it was looked for, and what to do
     */
    Path resolve(ArtifactCoordinates artifact) throws SourceException;

    /** Where there is no Maven. */
    static ArtifactResolver none() {
        return artifact -> {
            throw new SourceException(
                    artifact.toString(),
                    "a Maven artifact: only the goal of the Maven plugin finds it. Name its file, or write ./ in front"
                            + " of what is a path");
        };
    }
}
