// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The syntax of os-release(5): a subset of shell assignments, one a line, with either kind of quotes, escapes and
 * comments, but without expansion and concatenation. What does not fit is skipped, as systemd does: this file is edited by
 * hand, and every field of it is optional.
 */
final class OsReleaseParser {
    private static final String ESCAPABLE_IN_DOUBLE_QUOTES = "\"\\$`";

    private OsReleaseParser() {}

    /** The fields in the order of the file; of one that is set twice, the last value. */
    static Map<String, String> parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            addLine(text.substring(start, end).trim(), fields);
            start = end + 1;
        }
        return fields;
    }

    private static void addLine(String line, Map<String, String> fields) {
        int equals = line.indexOf('=');
        if (equals <= 0 || !isName(line, equals)) {
            return;
        }
        String value = value(line.substring(equals + 1));
        if (value != null) {
            fields.put(line.substring(0, equals), value);
        }
    }

    /** Keeps comments and lines such as {@code export ID=x} out. */
    private static boolean isName(String line, int length) {
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String value(String raw) {
        if (raw.startsWith("\"") || raw.startsWith("'")) {
            return quoted(raw, raw.charAt(0));
        }
        StringBuilder value = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '#' && i > 0 && isBlank(raw.charAt(i - 1))) {
                break;
            }
            if (c == '\\' && ++i == raw.length()) {
                return null;
            }
            value.append(raw.charAt(i));
        }
        return value.toString().trim();
    }

    private static @Nullable String quoted(String raw, char quote) {
        StringBuilder value = new StringBuilder(raw.length());
        for (int i = 1; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == quote) {
                return isNothingOrComment(raw, i + 1) ? value.toString() : null;
            }
            boolean escape = c == '\\'
                    && quote == '"'
                    && i + 1 < raw.length()
                    && ESCAPABLE_IN_DOUBLE_QUOTES.indexOf(raw.charAt(i + 1)) >= 0;
            value.append(escape ? raw.charAt(++i) : c);
        }
        return null;
    }

    private static boolean isNothingOrComment(String raw, int from) {
        String rest = raw.substring(from);
        return rest.isEmpty()
                || (isBlank(rest.charAt(0))
                        && (rest.trim().isEmpty() || rest.trim().startsWith("#")));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
