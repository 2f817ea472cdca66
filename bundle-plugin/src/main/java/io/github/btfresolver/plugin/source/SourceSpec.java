// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.source.http.RemoteTree;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where to look for kernels, as it is written in a {@code <source>} or after {@code --source}: {@code
 * [ID/VERSION_ID/ARCH/RELEASE=]PATH}, the same with the coordinates of a Maven artifact for a path, or {@code
 * running-kernel}.
 *
 * @param text as it was written
 * @param key null when it is to be found out
 * @param path what is there
 * @param name what the path says about the kernels that are there: nothing where an artifact is kept
 */
record SourceSpec(String text, @Nullable KernelId key, Path path, FileName name) {
    static final String RUNNING_KERNEL = "running-kernel";

    static final String KEY_FORM = "ID/VERSION_ID/ARCH/RELEASE";

    static SourceSpec parse(String text, Path base, ArtifactResolver artifacts) throws SourceException {
        int equals = text.indexOf('=');
        KernelId key = equals < 0 ? null : key(text.substring(0, equals));
        String place = key == null ? text : text.substring(equals + 1);
        if (key != null && RemoteTree.isAddress(place)) {
            throw new SourceException(
                    text.substring(0, equals), "a key names one kernel, but an address a list of them");
        }
        ArtifactCoordinates artifact = ArtifactCoordinates.parse(place);
        if (artifact != null) {
            return new SourceSpec(text, key, artifacts.resolve(artifact), FileName.NONE);
        }
        Path path = base.resolve(path(text, place));
        if (!Files.exists(path)) {
            throw new SourceException(text, "no such file or directory" + otherwise(place, key == null && equals >= 0));
        }
        return new SourceSpec(text, key, path, FileName.of(path));
    }

    /** What else a text that names no file may have been meant as. */
    private static String otherwise(String place, boolean meantAsKey) {
        if (meantAsKey) {
            return ", and what is before \"=\" is not " + KEY_FORM
                    + " with a known architecture (\"-\" for an ID or VERSION_ID that is not known)";
        }
        boolean meantAsArtifact = place.indexOf(':') != place.lastIndexOf(':');
        return meantAsArtifact ? ", and no artifact " + ArtifactCoordinates.FORM : "";
    }

    private static Path path(String text, String path) throws SourceException {
        try {
            if (path.isEmpty()) {
                throw new SourceException(text, "expected a path, found none");
            }
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new SourceException(text, "not a path: " + e.getReason(), e);
        }
    }

    /** Null for what is not a key, but the start of a path with an equals sign in it. */
    private static @Nullable KernelId key(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4 || parts[0].isEmpty() || parts[1].isEmpty() || parts[3].isEmpty()) {
            return null;
        }
        return Arch.isKnown(parts[2]) ? new KernelId(known(parts[0]), known(parts[1]), parts[2], parts[3], null) : null;
    }

    private static String known(String part) {
        return part.equals("-") ? "" : part;
    }
}
