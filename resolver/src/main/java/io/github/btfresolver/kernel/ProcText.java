// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.file.FileStart;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the small text files of {@code /proc}; of what cannot be read nothing is known. */
final class ProcText {
    private static final int MAX_SIZE = 1024;

    private ProcText() {}

    /** The first kilobyte, without blanks around it; null when it is empty or cannot be read. */
    static @Nullable String read(File file) {
        try {
            String text = new String(FileStart.read(file, MAX_SIZE), StandardCharsets.UTF_8).trim();
            return text.isEmpty() ? null : text;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** The part before the first character of a kind, or everything. */
    static String upTo(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
