// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import org.jspecify.annotations.Nullable;

/** Why there is no tracing, and what to do about it: a message of one line for the person who started the agent. */
final class TracingException extends Exception {
    private static final long serialVersionUID = 1L;

    TracingException(String message) {
        super(oneLine(message));
    }

    TracingException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Text from elsewhere (libbpf, JNA, the resolver) may have lines; on stderr an agent has but one. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (String part : text.split("[\\r\\n]+", -1)) {
            String trimmed = part.trim();
            if (!trimmed.isEmpty()) {
                line.append(line.length() == 0 ? "" : " ").append(trimmed);
            }
        }
        return line.toString();
    }

    /** The first line that says something. */
    static String firstLine(@Nullable String text) {
        for (String part : String.valueOf(text).split("[\\r\\n]+", -1)) {
            if (!part.trim().isEmpty()) {
                return part.trim();
            }
        }
        return "";
    }
}
