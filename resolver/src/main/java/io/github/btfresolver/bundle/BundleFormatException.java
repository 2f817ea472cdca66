// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** For methods without a checked exception; here, because the verifier loads what a class throws at every start. */
    RuntimeException unchecked() {
        return new UncheckedIOException(getMessage(), this);
    }
}
