// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo is worth something only if it can fail. */
class ComparisonTest {
    private static final String LINE =
            "time=2026-11-21T08:00:00.000Z pid=10 ppid=9 uid=0 comm=a\\x20b filename=/a\\x20b";
    private static final String HELPER =
            "time=2026-11-21T08:00:00.000Z pid=10 ppid=9 uid=0 comm=jspawnhelper filename=/usr/lib/jspawnhelper";

    private static final long TIME = 1795248000000L;

    @Test
    void equalValuesAreRight() {
        Comparison comparison = new Comparison(Arrays.asList(HELPER, LINE), TIME, TIME);
        comparison.expect(new Exec(10, 9, 0, "a b", "/a b"));
        assertEquals(0, comparison.wrong(), comparison.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "10, 8, 0, a b, /a b, 'ppid: /proc says 8, the agent 9; '",
        "10, 9, 1, a b, /a b, 'uid: /proc says 1, the agent 0; '",
        "10, 9, 0, a, /a b, 'comm: /proc says a, the agent a b; '",
        "10, 9, 0, a b, /a, MISSING",
        "11, 9, 0, a b, /a b, MISSING"
    })
    void anyOtherValueIsWrong(long pid, long ppid, long uid, String comm, String filename, String verdict) {
        Comparison comparison = new Comparison(Arrays.asList(HELPER, LINE), TIME, TIME);
        comparison.expect(new Exec(pid, ppid, uid, comm, filename));
        assertEquals(1, comparison.wrong());
        assertTrue(comparison.toString().contains("WRONG: " + verdict), comparison.toString());
    }

    @Test
    void anotherTimeIsWrong() {
        Comparison comparison = new Comparison(Arrays.asList(HELPER, LINE), TIME + 1000, TIME + 2000);
        comparison.expect(new Exec(10, 9, 0, "a b", "/a b"));
        assertEquals(1, comparison.wrong());
        assertTrue(comparison.toString().contains("WRONG: time: the agent says " + TIME), comparison.toString());
    }

    @Test
    void noLinesAreWrong() {
        Comparison comparison = new Comparison(Collections.emptyList(), TIME, TIME);
        comparison.expect(new Exec(10, 9, 0, "a b", "/a b"));
        assertEquals(1, comparison.wrong());
    }

    @Test
    void otherLinesAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Comparison(Collections.singletonList("something else"), TIME, TIME));
    }
}
