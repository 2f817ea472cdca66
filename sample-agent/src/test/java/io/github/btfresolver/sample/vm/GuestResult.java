// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** What a case in a guest has printed, and how it ended. */
final class GuestResult {
    final List<String> lines = new ArrayList<>();
    int exitCode;

    void assertExit(int expected) {
        assertEquals(expected, exitCode, toString());
    }

    void assertSays(String part) {
        for (String line : lines) {
            if (line.contains(part)) {
                return;
            }
        }
        assertTrue(false, "no line has \"" + part + "\": " + this);
    }

    void assertSaysNothingOf(String part) {
        for (String line : lines) {
            assertTrue(!line.contains(part), "\"" + part + "\" in: " + this);
        }
    }

    /** What comes after a prefix, of the lines that have it. */
    List<String> after(String prefix) {
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(prefix)) {
                found.add(line.substring(prefix.length()));
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\n" + String.join("\n", lines);
    }
}
