// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.file.FileStart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A git checkout, and which commit it has, by the files of git's documentation (gitrepository-layout(5)) and without git:
 * {@code HEAD}, loose and packed refs, and {@code .git} files as work trees and submodules have them. What is changed or not
 * tracked there cannot be told without git. What is not understood gives no commit, never a guess.
 *
 * @param gitDir its {@code .git}, or what that names
 */
record GitCheckout(Path gitDir) {
    /** As git follows them at most (SYMREF_MAXDEPTH). */
    private static final int MAX_DEPTH = 5;

    private static final int MAX_SIZE = 4_096;
    private static final String GIT_FILE = "gitdir: ";
    private static final String SYMBOLIC = "ref: ";

    /** SHA-1 or SHA-256. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** Names of refs, without those that would lead out of the folder. */
    private static final Pattern REF = Pattern.compile("refs(?:/[^./][^/]*)+");

    /** The checkout that a file or directory is in; null when it is in none. */
    static @Nullable GitCheckout around(Path path) throws IOException {
        for (Path dir = path.toRealPath(); dir != null; dir = dir.getParent()) {
            Path git = dir.resolve(".git");
            Path gitDir = Files.isRegularFile(git) ? named(git, GIT_FILE) : git;
            if (gitDir != null && Files.isRegularFile(gitDir.resolve("HEAD"))) {
                return new GitCheckout(gitDir.normalize());
            }
        }
        return null;
    }

    /** The id in lower-case hex digits; null when there is no commit yet, or it cannot be told. */
    @Nullable
    String commit() throws IOException {
        Path common =
                Files.isRegularFile(gitDir.resolve("commondir")) ? named(gitDir.resolve("commondir"), "") : gitDir;
        String value = text(gitDir.resolve("HEAD"));
        for (int depth = 0; depth < MAX_DEPTH && common != null && value.startsWith(SYMBOLIC); depth++) {
            String ref = value.substring(SYMBOLIC.length()).trim();
            if (!REF.matcher(ref).matches()) {
                return null;
            }
            Path loose = common.resolve(ref);
            value = Files.isRegularFile(loose) ? text(loose) : packed(common.resolve("packed-refs"), ref);
        }
        return COMMIT.matcher(value).matches() ? value : null;
    }

    /** Lines of {@code ID REF}; others are comments, and what tags point to. Empty for none. */
    private static String packed(Path file, String ref) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line; (line = reader.readLine()) != null; ) {
                if (line.endsWith(" " + ref)) {
                    return line.substring(0, line.length() - ref.length() - 1);
                }
            }
        }
        return "";
    }

    /** The path in a file, relative to the file's folder; null when it has another form. */
    private static @Nullable Path named(Path file, String prefix) throws IOException {
        String text = text(file);
        try {
            return text.startsWith(prefix) ? file.resolveSibling(text.substring(prefix.length())) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String text(Path file) throws IOException {
        return new String(FileStart.read(file.toFile(), MAX_SIZE), StandardCharsets.UTF_8).trim();
    }
}
