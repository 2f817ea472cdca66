// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a resolution says, as data, text, JSON, and on standard error. */
class ResolutionTest {
    @TempDir
    Path directory;

    private static ResolutionStep step(Outcome outcome, Source source, String path, String reason) {
        return new ResolutionStep(source, path, outcome, reason, 1_234_567);
    }

    private static Resolution of(List<ResolutionStep> steps) {
        return new Resolution(steps, null, null, Collections.<String>emptyList(), Collections.<String>emptyList());
    }

    private static JsonNode json(Resolution resolution) throws IOException {
        return new ObjectMapper().readTree(resolution.toJson().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void json_has_everything_that_was_found() throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(directory, "5.4.0-42-generic")
                .put("/etc/os-release", "ID=ubuntu\nVERSION_ID=20.04\n");
        HostKernel running = HostKernel.read(machine.root(), null, null, null);
        Resolution resolution = new Resolution(
                Arrays.asList(
                        step(Outcome.NOT_TRIED, Source.KERNEL, "/sys", "skipped"),
                        step(Outcome.INFERRED, Source.BUNDLE_FILE, "b.btfb", "neighbours")),
                running,
                null,
                Collections.singletonList("careful"),
                Collections.<String>emptyList());

        JsonNode json = json(resolution);

        assertTrue(json.get("found").asBoolean());
        assertTrue(json.get("inferred").asBoolean());
        assertEquals(resolution.summary(), json.get("summary").asText());
        assertTrue(json.get("mistake").isNull());
        assertEquals(2_469_134, json.get("nanos").asLong());
        assertEquals(
                "{\"release\":\"5.4.0-42-generic\",\"arch\":\"x86_64\",\"version\":\"#1 SMP\",\"build_id\":null,"
                        + "\"id\":\"ubuntu\",\"version_id\":\"20.04\"}",
                json.get("kernel").toString());
        assertEquals(
                "[{\"outcome\":\"not_tried\",\"source\":\"kernel\",\"path\":\"/sys\",\"reason\":\"skipped\","
                        + "\"nanos\":1234567},{\"outcome\":\"inferred\",\"source\":\"bundle_file\",\"path\":\"b.btfb\","
                        + "\"reason\":\"neighbours\",\"nanos\":1234567}]",
                json.get("steps").toString());
        assertEquals("[\"careful\"]", json.get("warnings").toString());
        assertEquals("[]", json.get("advice").toString());
    }

    @Test
    void json_takes_no_containers_os_release_for_the_machines() throws IOException {
        FakeRoot machine =
                FakeRoot.ofKernel(directory, "5.4.0").put("/.dockerenv", "").put("/etc/os-release", "ID=alpine\n");
        HostKernel running = HostKernel.read(machine.ownRoot(), null, null, null);

        Resolution resolution = new Resolution(
                Collections.<ResolutionStep>emptyList(),
                running,
                null,
                Collections.<String>emptyList(),
                Collections.<String>emptyList());

        assertTrue(resolution.summary().contains("alpine"), resolution.summary());
        assertTrue(json(resolution).get("kernel").get("id").isNull());
    }

    @Test
    void json_has_the_mistake_or_the_advice_where_nothing_was_found() throws IOException {
        JsonNode json = json(new Resolution(
                Collections.<ResolutionStep>emptyList(),
                null,
                "that is wrong",
                Collections.<String>emptyList(),
                Arrays.asList("do this", "or that")));

        assertFalse(json.get("found").asBoolean());
        assertEquals("that is wrong", json.get("mistake").asText());
        assertTrue(json.get("kernel").isNull());
        assertEquals("[\"do this\",\"or that\"]", json.get("advice").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quote \" and \\ backslash",
                "\u0000\u0001\b\f\n\r\t\u001F\u007F",
                "\u2028 and \u2029",
                "\u00E4\u20AC\uD83D\uDC27",
                "[{\"not\": json",
            })
    void any_text_survives_json(String text) throws IOException {
        Resolution resolution = of(Collections.singletonList(step(Outcome.FAILED, Source.DIRECTORY, text, text)));

        JsonNode step = json(resolution).get("steps").get(0);

        assertEquals(text, step.get("path").asText());
        assertEquals(text, step.get("reason").asText());
        assertFalse(resolution.toJson().contains("\n"));
    }

    /** Encoded in UTF-8, either half would be a question mark. */
    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDC27", "\uDC27\uD83D", "\uD83Dx"})
    void half_a_surrogate_pair_survives_json(String text) throws IOException {
        Resolution resolution = of(Collections.singletonList(step(Outcome.FAILED, Source.DIRECTORY, text, "-")));

        String json = resolution.toJson();

        assertEquals(json, new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertEquals(
                text,
                new ObjectMapper()
                        .readTree(json)
                        .get("steps")
                        .get(0)
                        .get("path")
                        .asText());
    }

    @Test
    void what_is_inferred_is_said_to_be() {
        Resolution resolution = of(Collections.singletonList(step(Outcome.INFERRED, Source.BUNDLE, "b", "why")));

        assertTrue(resolution.isInferred());
        assertEquals("BTF inferred: bundle b (why) in 1.23 ms", resolution.summary());
        assertEquals(Optional.of("b"), resolution.chosen().map(ResolutionStep::path));
        assertFalse(of(Collections.singletonList(step(Outcome.CHOSEN, Source.BUNDLE, "b", "why")))
                .isInferred());
    }

    @Test
    void the_text_of_what_was_found_has_a_line_for_each_step_and_warning() {
        Resolution resolution = new Resolution(
                Arrays.asList(
                        step(Outcome.ABSENT, Source.KERNEL, "/sys/kernel/btf/vmlinux", "no such file"),
                        step(Outcome.NOT_TRIED, Source.VMLINUX, "libbpf's vmlinux files", "skipped"),
                        step(Outcome.PASSED_OVER, Source.BUNDLE, "agent", "no entry with release 5.4.0"),
                        step(Outcome.CHOSEN, Source.BUNDLE_FILE, "b.btfb", "u/20/x86_64/5.4.0, the only entry"),
                        step(Outcome.CHOSEN, Source.HAND_OVER, "/proc/self/fd/7", "sealed memfd")),
                null,
                null,
                Arrays.asList("the first", "the second"),
                Collections.<String>emptyList());

        assertEquals(
                "BTF found: bundle file b.btfb (u/20/x86_64/5.4.0, the only entry), as /proc/self/fd/7 in 6.17 ms\n"
                        + "  absent      kernel      /sys/kernel/btf/vmlinux: no such file (1.23 ms)\n"
                        + "  not tried   vmlinux     libbpf's vmlinux files: skipped\n"
                        + "  passed over bundle      agent: no entry with release 5.4.0 (1.23 ms)\n"
                        + "  chosen      bundle file b.btfb: u/20/x86_64/5.4.0, the only entry (1.23 ms)\n"
                        + "  chosen      hand over   /proc/self/fd/7: sealed memfd (1.23 ms)\n"
                        + "  warning: the first\n"
                        + "  warning: the second",
                resolution.toString());
    }

    @Test
    void the_machine_is_data_too() throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(directory, "5.4.0");

        Resolution resolution = assertNotFound(machine, new FakeSettings());

        assertEquals("5.4.0", resolution.host().get().release());
        assertEquals(Optional.empty(), resolution.mistake());
        assertFalse(resolution.advice().isEmpty());
    }

    private static Resolution assertNotFound(FakeRoot machine, FakeSettings settings) {
        Resolution[] told = new Resolution[1];
        assertFalse(new BtfResolver.Builder(settings)
                .hostRoot(machine.toString())
                .classLoader(ClassLoader.getSystemClassLoader().getParent())
                .listener(resolution -> told[0] = resolution)
                .tryResolve()
                .isPresent());
        return told[0];
    }

    @ParameterizedTest
    @CsvSource({
        "none, '', 0",
        "summary, 'BTF found: kernel ', 1",
        "TEXT, 'BTF found: kernel ', 2",
        "json, '{\"found\":true,', 1",
    })
    void a_report_goes_to_standard_error(String report, String start, int lines) throws IOException {
        FakeRoot machine = new FakeRoot(directory).put(KernelBtfProbe.PATH, Samples.btf("int"));
        FakeSettings settings = new FakeSettings().variable("BTFRESOLVER_REPORT", report);

        String written = standardErrorOf(() -> new BtfResolver.Builder(settings)
                .hostRoot(machine.toString())
                .tryResolve()
                .get()
                .close());

        assertTrue(written.startsWith(start), written);
        assertEquals(lines, written.split("\n", -1).length - 1, written);
    }

    @Test
    void a_program_may_want_a_report_too_and_gets_it_where_nothing_is_found() throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(directory, "5.4.0");

        String written = standardErrorOf(() -> new BtfResolver.Builder(new FakeSettings())
                .hostRoot(machine.toString())
                .classLoader(ClassLoader.getSystemClassLoader().getParent())
                .report(Report.SUMMARY)
                .tryResolve());

        assertTrue(written.startsWith("no BTF found for the running kernel 5.4.0 x86_64"), written);
    }

    private static String standardErrorOf(Runnable code) throws UnsupportedEncodingException {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, "UTF-8"));
        try {
            code.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString("UTF-8");
    }
}
