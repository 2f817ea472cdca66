// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void noOptionsMeanNoEndAndStdout(String text) throws Exception {
        AgentOptions options = AgentOptions.ofAgent(text);
        assertEquals(0, options.seconds());
        assertNull(options.out());
        assertEquals(0, AgentOptions.ofAgent(null).seconds());
        assertEquals(0, AgentOptions.ofCommandLine().seconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds=5,out=/tmp/a=b", "out=/tmp/a=b,seconds= 5", " seconds=5, out=/tmp/a=b"})
    void agentOptions(String text) throws Exception {
        AgentOptions options = AgentOptions.ofAgent(text);
        assertEquals(5, options.seconds());
        assertEquals("/tmp/a=b", options.out());
    }

    @Test
    void commandLine() throws Exception {
        AgentOptions spaced = AgentOptions.ofCommandLine("--seconds", "5", "--out", "x");
        AgentOptions joined = AgentOptions.ofCommandLine("--out=x", "--seconds=5");
        assertEquals(5, spaced.seconds());
        assertEquals("x", spaced.out());
        assertEquals(5, joined.seconds());
        assertEquals("x", joined.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "second=5", "seconds=5,", "out=", "nonsense"})
    void whatIsNotUnderstoodIsNamedWithWhatThereIs(String text) {
        TracingException e = assertThrows(TracingException.class, () -> AgentOptions.ofAgent(text));
        assertTrue(e.getMessage().contains("is not understood; there are: seconds=N"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "", "99999999999", "soon"})
    void secondsMustBePositive(String value) {
        TracingException e = assertThrows(TracingException.class, () -> AgentOptions.ofAgent("seconds=" + value));
        assertEquals("seconds must be a whole number above 0, not '" + value + "'", e.getMessage());
    }

    @Test
    void commandLineOptionsNeedDashesAndValues() {
        assertThrows(TracingException.class, () -> AgentOptions.ofCommandLine("seconds=5"));
        assertThrows(TracingException.class, () -> AgentOptions.ofCommandLine("--seconds"));
        assertThrows(TracingException.class, () -> AgentOptions.ofCommandLine("5"));
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, "UTF-8"));
        try {
            SampleAgent.main(new String[] {"--help"});
        } finally {
            System.setOut(stdout);
        }
        String help = printed.toString("UTF-8");
        assertTrue(help.contains("--seconds N") && help.contains("--out FILE") && help.contains("explain"), help);
    }
}
