// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An exec as one line of {@code key=value} with one blank between: {@code time pid ppid uid comm filename}. Bytes of
 * names that are not printable ASCII, and blanks and backslashes, are written as {@code \xNN}, so that a line always
 * splits at its blanks.
 */
final class ExecLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private ExecLine() {}

    static String format(ExecEvent event, long epochMillis, ZoneId zone) {
        String time = TIME.format(Instant.ofEpochMilli(epochMillis).atZone(zone));
        return "time=" + time + " pid=" + event.pid() + " ppid=" + event.ppid() + " uid=" + event.uid() + " comm="
                + escape(event.comm()) + " filename=" + (event.hasFilename() ? escape(event.filename()) : "");
    }

    static String escape(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            if (b > ' ' && b < 0x7F && b != '\\') {
                text.append((char) b);
            } else {
                text.append(String.format(Locale.ROOT, "\\x%02x", b & 0xFF));
            }
        }
        return text.toString();
    }
}
