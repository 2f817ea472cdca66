// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.libbpf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that happens to an instruction, or instead.
 *
 * @param section of the program
 * @param relocation its number among those of the section
 * @param instruction counted from the start of the section; −1 when a failure does not say
 * @param what PATCHED with the operand before and after, RESIZED with the bytes moved before and after, POISONED, FAILED
 */
record Event(String section, int relocation, int instruction, What what, String before, String after) {
    enum What {
        PATCHED,
        RESIZED,
        POISONED,
        FAILED
    }

    private static final Pattern PROGRAM =
            Pattern.compile("libbpf: sec '(.*)': found program '(.*)' at insn offset (\\d+) .*");
    private static final Pattern SECTION = Pattern.compile("libbpf: sec '(.*)': found \\d+ CO-RE relocations");
    private static final Pattern RELOCATION = Pattern.compile("libbpf: prog '(.*?)': relo #(\\d+): (.*)");
    private static final Pattern PATCHED =
            Pattern.compile("patched insn #(\\d+) \\(.*\\) (?:imm|off|imm64) (\\d+) -> (\\d+)");
    private static final Pattern RESIZED = Pattern.compile("patched insn #(\\d+) \\(.*\\) mem_sz (\\d+) -> (\\d+)");
    private static final Pattern POISONED = Pattern.compile("substituting insn #(\\d+) w/ invalid insn");
    private static final Pattern FAILED = Pattern.compile("failed to (?:relocate|patch insn #\\d+): -\\d+");

    /** The events in what libbpf prints. */
    static List<Event> of(List<String> lines) {
        List<Event> events = new ArrayList<>();
        Map<String, Integer> starts = new HashMap<>();
        String section = "";
        for (String line : lines) {
            Matcher program = PROGRAM.matcher(line);
            Matcher start = SECTION.matcher(line);
            Matcher relocation = RELOCATION.matcher(line);
            if (program.matches()) {
                starts.put(program.group(2), Integer.valueOf(program.group(3)));
            } else if (start.matches()) {
                section = start.group(1);
            } else if (relocation.matches()) {
                int first = starts.getOrDefault(relocation.group(1), 0);
                add(events, section, Integer.parseInt(relocation.group(2)), first, relocation.group(3));
            }
        }
        return events;
    }

    private static void add(List<Event> events, String section, int relocation, int first, String text) {
        Matcher patched = PATCHED.matcher(text);
        Matcher resized = RESIZED.matcher(text);
        Matcher poisoned = POISONED.matcher(text);
        if (patched.matches()) {
            int at = first + Integer.parseInt(patched.group(1));
            events.add(new Event(section, relocation, at, What.PATCHED, patched.group(2), patched.group(3)));
        } else if (resized.matches()) {
            int at = first + Integer.parseInt(resized.group(1));
            events.add(new Event(section, relocation, at, What.RESIZED, resized.group(2), resized.group(3)));
        } else if (poisoned.matches()) {
            int at = first + Integer.parseInt(poisoned.group(1));
            events.add(new Event(section, relocation, at, What.POISONED, "", ""));
        } else if (FAILED.matcher(text).matches()) {
            // what was done to the instruction before, its offset changed but not its size, does not count
            events.removeIf(event -> event.section().equals(section) && event.relocation() == relocation);
            events.add(new Event(section, relocation, -1, What.FAILED, "", ""));
        }
    }
}
