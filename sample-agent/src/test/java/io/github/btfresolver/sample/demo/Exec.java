// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** One exec: what {@code /proc} showed of it, or what the agent printed. */
final class Exec {
    final long pid;
    final long ppid;
    final long uid;
    final String comm;
    final String filename;
    /** When, in milliseconds since 1970; 0 where that is not known. */
    final long time;

    Exec(long pid, long ppid, long uid, String comm, String filename) {
        this(pid, ppid, uid, comm, filename, 0);
    }

    private Exec(long pid, long ppid, long uid, String comm, String filename, long time) {
        this.pid = pid;
        this.ppid = ppid;
        this.uid = uid;
        this.comm = comm;
        this.filename = filename;
        this.time = time;
    }

    /** What {@code /proc} shows of a process that is alive. */
    static Exec ofProc(String pid, String filename) throws IOException {
        Map<String, String> status = new LinkedHashMap<>();
        byte[] text = Files.readAllBytes(new File("/proc/" + pid + "/status").toPath());
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) { // and then a tab; blanks at the end belong to the name
                status.put(line.substring(0, colon), line.substring(Math.min(colon + 2, line.length())));
            }
        }
        String realUid = status.get("Uid").split("\\s+", -1)[0];
        return new Exec(
                Long.parseLong(status.get("Tgid")),
                Long.parseLong(status.get("PPid")),
                Long.parseLong(realUid),
                status.get("Name"),
                filename);
    }

    /** What the agent printed: {@code key=value}, with {@code \xNN} for what would not be one word. */
    static Exec ofLine(String line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("not key=value: " + line);
            }
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Exec(
                Long.parseLong(values.get("pid")),
                Long.parseLong(values.get("ppid")),
                Long.parseLong(values.get("uid")),
                unescape(values.get("comm")),
                unescape(values.get("filename")),
                OffsetDateTime.parse(values.get("time")).toInstant().toEpochMilli());
    }

    private static String unescape(String text) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                s.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                s.append(text.charAt(i));
            }
        }
        return s.toString();
    }

    /** In which values two differ; empty when in none. */
    String differences(Exec printed) {
        return difference("pid", pid, printed.pid)
                + difference("ppid", ppid, printed.ppid)
                + difference("uid", uid, printed.uid)
                + difference("comm", comm, printed.comm)
                + difference("filename", filename, printed.filename);
    }

    private static String difference(String name, Object proc, Object agent) {
        return proc.equals(agent) ? "" : name + ": /proc says " + proc + ", the agent " + agent + "; ";
    }

    @Override
    public String toString() {
        return String.format("%-8d %-8d %-6d %-16s %s", pid, ppid, uid, comm, filename);
    }
}
