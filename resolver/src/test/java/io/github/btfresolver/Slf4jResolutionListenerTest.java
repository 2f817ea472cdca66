// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With slf4j-simple, which writes to standard error as it is at each call, from level info on. */
class Slf4jResolutionListenerTest {
    private static final String NAME = " io.github.btfresolver.BtfResolver - ";

    private static List<String> logged(Outcome outcome, String... warnings) throws UnsupportedEncodingException {
        Resolution resolution = new Resolution(
                Collections.singletonList(new ResolutionStep(Source.BUNDLE, "b", outcome, "why", 0)),
                null,
                null,
                Arrays.asList(warnings),
                Collections.<String>emptyList());
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, "UTF-8"));
        try {
            new Slf4jResolutionListener().resolved(resolution);
        } finally {
            System.setErr(before);
        }
        List<String> lines =
                new ArrayList<>(Arrays.asList(bytes.toString("UTF-8").split("\n", -1)));
        lines.removeIf(line -> !line.contains(NAME));
        lines.replaceAll(line -> line.substring(line.indexOf(']') + 2));
        return lines;
    }

    @Test
    void what_is_found_is_information() throws UnsupportedEncodingException {
        assertEquals(
                Collections.singletonList("INFO" + NAME + "BTF found: bundle b (why) in 0.00 ms"),
                logged(Outcome.CHOSEN));
    }

    @Test
    void what_is_inferred_missing_or_doubtful_is_a_warning() throws UnsupportedEncodingException {
        assertTrue(logged(Outcome.INFERRED).get(0).startsWith("WARN" + NAME + "BTF inferred: "));
        assertEquals(
                Collections.singletonList("WARN" + NAME + "no BTF found for the running kernel"),
                logged(Outcome.PASSED_OVER));
        assertEquals(
                "WARN" + NAME + "another kernel's",
                logged(Outcome.CHOSEN, "another kernel's").get(1));
    }
}
