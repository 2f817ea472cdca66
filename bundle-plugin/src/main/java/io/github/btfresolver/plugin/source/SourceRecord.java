// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A source, as it is written into a bundle.
 *
 * @param text as the user wrote it, but without absolute paths: these are relative to the base when they are below it, else
 *     their last name, so that builds in other places make the same bundle
 * @param revision the id of the commit that is checked out there; null when not known
 * @param kernels how many were found in it
 */
public record SourceRecord(String text, @Nullable String revision, int kernels) {
    /** Of what is in the file system. */
    static SourceRecord of(SourceSpec spec, Path base, int kernels) {
        // where a repository keeps an artifact says nothing about it
        boolean artifact = spec.name() == FileName.NONE;
        return new SourceRecord(text(spec, base), artifact ? null : revision(spec.path(), base), kernels);
    }

    private static String text(SourceSpec spec, Path base) {
        int start = spec.key() == null ? 0 : spec.text().indexOf('=') + 1;
        if (!Path.of(spec.text().substring(start)).isAbsolute()) {
            return spec.text();
        }
        Path path = spec.path().normalize();
        Path from = base.toAbsolutePath().normalize();
        Path shown = path.startsWith(from) ? from.relativize(path) : path.getFileName();
        String name = shown == null ? "" : shown.toString().replace(File.separatorChar, '/');
        return spec.text().substring(0, start) + (name.isEmpty() ? "." : name);
    }

    /** The checkout that the build itself is in says nothing: every commit of it would be another bundle. */
    private static @Nullable String revision(Path source, Path base) {
        try {
            GitCheckout checkout = GitCheckout.around(source);
            return checkout == null || checkout.equals(GitCheckout.around(base)) ? null : checkout.commit();
        } catch (IOException e) {
            // The kernels can be had all the same.
            return null;
        }
    }
}
