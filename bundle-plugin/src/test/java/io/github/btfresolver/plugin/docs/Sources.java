// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the sources have between quotes. */
final class Sources {
    private static final Pattern JOINED = Pattern.compile("(?<!\\\\)\"\\s*\\+\\s*\"");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    private Sources() {}

    /** The texts in a source file, or in all below a folder, one a line; texts that are joined by + are one. */
    static String literals(String path) throws IOException {
        try (Stream<Path> files = Files.walk(Page.ROOT.resolve(path))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Sources::literals)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String literals(Path file) {
        StringBuilder literals = new StringBuilder();
        try {
            Matcher matcher =
                    LITERAL.matcher(JOINED.matcher(Files.readString(file)).replaceAll(""));
            while (matcher.find()) {
                literals.append(matcher.group(1).replace("\\\"", "\"")).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return literals.toString();
    }
}
