// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The values of an event, as {@code /proc} has them of a task that is alive, and as an event has them. */
final class ProcTask {
    /** {@code /proc} counts in hundredths of a second, on every architecture. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int START_TIME = 22;

    private ProcTask() {}

    /** @param folder {@code /proc/PID}, or {@code /proc/thread-self} to be asked by the thread itself */
    static Map<String, String> read(String folder, String filename) throws IOException {
        Map<String, String> status = new TreeMap<>();
        for (String line : text(folder + "/status").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                status.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        // the second field is the name in parentheses, which may hold anything
        String stat = text(folder + "/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("pid", status.get("Pid"));
        values.put("tgid", status.get("Tgid"));
        values.put("ppid", status.get("PPid"));
        values.put("uid", status.get("Uid").split("\\s+", -1)[0]);
        values.put("comm", status.get("Name"));
        values.put("filename", filename);
        values.put("start", fields[START_TIME - 3]);
        return values;
    }

    static Map<String, String> of(ExecEvent event) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("pid", String.valueOf(event.tid()));
        values.put("tgid", String.valueOf(event.pid()));
        values.put("ppid", String.valueOf(event.ppid()));
        values.put("uid", String.valueOf(event.uid()));
        values.put("comm", new String(event.comm(), StandardCharsets.UTF_8));
        values.put("filename", new String(event.filename(), StandardCharsets.UTF_8));
        values.put("start", String.valueOf(event.startTime() / NANOS_PER_TICK));
        return values;
    }

    private static String text(String file) throws IOException {
        return new String(Files.readAllBytes(new File(file).toPath()), StandardCharsets.UTF_8);
    }
}
