// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source, or a file of one, that gives no kernel BTF. The message names it, what is wrong, and what to do. */
public final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final String problem;

    /**
     * @param source the file or the specification, as the user knows it
     * @param problem what was expected, what was found
     */
    public SourceException(String source, String problem) {
        this(source, problem, null);
    }

    /** @param cause null when there is none */
    public SourceException(String source, String problem, @Nullable Throwable cause) {
        super(source + ": " + problem, cause);
        this.source = source;
        this.problem = problem;
    }

    /** The file, the specification or the setting. */
    public String source() {
        return source;
    }

    /** What is wrong with it. */
    public String problem() {
        return problem;
    }
}
