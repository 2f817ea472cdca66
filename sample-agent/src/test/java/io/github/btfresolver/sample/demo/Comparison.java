// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.demo;

import java.util.ArrayList;
import java.util.List;

/** Sets what {@code /proc} showed against what the agent printed. */
final class Comparison {
    private final List<Exec> printed = new ArrayList<>();
    private final StringBuilder table = new StringBuilder();
    private final long from;
    private final long to;
    private int wrong;

    /** Of what the agent printed with what happened between two times, in milliseconds since 1970. */
    Comparison(List<String> lines, long from, long to) {
        this.from = from;
        this.to = to;
        for (String line : lines) {
            printed.add(Exec.ofLine(line));
        }
        table.append(String.format("%-8s %-8s %-6s %-16s %s%n", "PID", "PPID", "UID", "COMM", "FILENAME"));
    }

    /**
     * An exec that the agent must have printed, with these values. One process may exec several times (the JDK's own
     * helper does it before each child), so it is told by its file.
     */
    void expect(Exec expected) {
        String verdict = "MISSING";
        for (Exec exec : printed) {
            if (exec.pid == expected.pid && exec.filename.equals(expected.filename)) {
                verdict = expected.differences(exec) + outside(exec.time);
                break;
            }
        }
        wrong += verdict.isEmpty() ? 0 : 1;
        table.append(expected).append("  ").append(verdict.isEmpty() ? "as in /proc" : "WRONG: " + verdict);
        table.append(System.lineSeparator());
    }

    /** Two clocks are involved, with a few milliseconds between looking at the one and at the other. */
    private String outside(long time) {
        long tolerance = 50;
        return from - tolerance <= time && time <= to + tolerance
                ? ""
                : "time: the agent says " + time + ", it was between " + from + " and " + to + "; ";
    }

    int wrong() {
        return wrong;
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
