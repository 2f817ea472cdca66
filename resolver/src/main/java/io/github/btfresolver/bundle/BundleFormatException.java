// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Input that is not a bundle, is one of an unknown version, or is damaged. The message names the input, the place in
 * it, what was expected there and what was found.
 */
public final class BundleFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param source the file or resource that was read, as the user knows it
     * @param problem the place, what was expected, what was found
     */
    public BundleFormatException(String source, String problem) {
        this(source, problem, null);
    }

    BundleFormatException(String source, String problem, @Nullable Throwable cause) {
        super(source + ": " + problem, cause);
    }

    /**
     * Throws one; here, because a class with a throw statement makes the verifier load what it throws, which no lookup needs.
     *
     * @param <T> whatever the caller would return
     */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"
    }) // is called where there is nothing to return
    static <T> T raise(String source, String problem, @Nullable Throwable cause) throws BundleFormatException {
        throw new BundleFormatException(source, problem, cause);
    }

    /** The same without a cause. */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
    static <T> T raise(String source, String problem) throws BundleFormatException {
        return raise(source, problem, null);
    }

    /**
     * The same of a line in a list of bundles.
     *
     * @param found a character for each byte of it
     */
    @SuppressWarnings("DoNotCallSuggester")
    static void raiseNoName(String source, int line, String found) throws BundleFormatException {
        String text = new String(found.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        raise(source, "line " + line + ": expected the name of a bundle, found \"" + text + "\"");
    }

    /** The same of a list that has more or longer lines than these. */
    @SuppressWarnings("DoNotCallSuggester")
    static void raiseTooLong(String source, int line, int maxLines, int maxLine) throws BundleFormatException {
        raise(source, "line " + line + ": over the limit of " + maxLines + " lines of " + maxLine + " bytes");
    }

    /** For methods without a checked exception; here, as {@link #raise} is. */
    static RuntimeException unchecked(IOException e) {
        return new UncheckedIOException(e.getMessage(), e);
    }
}
