// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    @TempDir
    Path directory;

    private final FakeSettings settings = new FakeSettings();
    private FakeRoot machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = FakeRoot.ofKernel(directory.resolve("host"), "4.19.0");
    }

    private Explanation explain(ClassLoader loader) {
        return new BtfResolver.Builder(settings)
                .hostRoot(machine.toString())
                .classLoader(loader)
                .build()
                .explain();
    }

    private static void assertLine(String pattern, Explanation explanation) {
        String text = explanation.toString();
        assertTrue(
                Pattern.compile("^" + pattern, Pattern.MULTILINE).matcher(text).find(), text);
    }

    @Test
    void tells_the_machine_the_settings_and_who_set_them_and_what_would_help() throws IOException {
        Explanation explanation = explain(ClassLoader.getSystemClassLoader().getParent());

        assertFalse(explanation.isFound());
        assertLine("  Java      \\S", explanation);
        assertLine("  libbpf    libbpf", explanation);
        assertLine("  kernel    .*4\\.19\\.0", explanation);
        assertLine("  setting   hostRoot = .*/host, set by the program$", explanation);
        assertLine("  bundle    none on the class path: no META-INF/btf-bundle/bundles$", explanation);
        assertTrue(explanation.toString().endsWith("\n\n" + explanation.resolution()));
        assertFalse(explanation.resolution().advice().isEmpty());
    }

    @Test
    void names_the_kernel_also_when_the_search_needed_not_know() throws IOException {
        machine.put(KernelBtfProbe.PATH, Samples.btf("int"));

        Explanation explanation = explain(ClassLoader.getSystemClassLoader().getParent());

        assertTrue(explanation.isFound());
        assertLine("  kernel    .*4\\.19\\.0", explanation);
    }

    @Test
    void of_another_machine_it_takes_nothing_from_this_one() throws IOException {
        machine.put(KernelBtfProbe.PATH, Samples.btf("int"));
        machine.put("/etc/os-release", "ID=debian\nVERSION_ID=10\n");
        machine.put("/sys/kernel/notes", Samples.buildIdNote("00c0ffee"));
        settings.ownRoot(machine.ownRoot());
        assertTrue(aboutThisRelease().build().explain().isFound());

        Explanation explanation = aboutThisRelease().anotherMachine().build().explain();

        assertFalse(explanation.isFound());
        String notSeen = "another machine is asked about, which is not seen from here";
        assertLine(
                "  kernel    4\\.19\\.0 x86_64 \\(both as set\\), no os-release \\(" + notSeen + "\\), build id not",
                explanation);
        assertLine("  not tried   kernel      .*" + KernelBtfProbe.PATH + ": " + notSeen + "$", explanation);
        assertNull(explanation.resolution().host().get().version());
        assertLine(
                "  kernel    4\\.19\\.0 .*, ubuntu 18\\.04 \\(from osId, set by the program\\), ",
                aboutThisRelease()
                        .anotherMachine()
                        .osId("ubuntu")
                        .osVersionId("18.04")
                        .build()
                        .explain());
    }

    private BtfResolver.Builder aboutThisRelease() {
        return new BtfResolver.Builder(settings)
                .release("4.19.0")
                .machine("x86_64")
                .classLoader(ClassLoader.getSystemClassLoader().getParent());
    }

    @Test
    void tells_what_each_bundle_is_for_and_which_cannot_be_read() throws IOException {
        Path bundles = Files.createDirectories(directory.resolve("classes/META-INF/btf-bundle"));
        Files.write(bundles.resolve("bundles"), "good\nbad\ngone\n".getBytes(StandardCharsets.UTF_8));
        Files.write(bundles.resolve("bad.btfb"), new byte[] {1, 2, 3});
        BundleWriter writer = new BundleWriter("good");
        writer.addObject("exec.bpf.o", new byte[32]);
        writer.addKernel(
                new KernelId("debian", "10", "x86_64", "4.19.0", null), TestData.bytes("btf-small/kernel.el.btf"));
        try (OutputStream out = Files.newOutputStream(bundles.resolve("good.btfb"))) {
            writer.writeTo(out);
        }
        URL[] classPath = {directory.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
            Explanation explanation = explain(loader);

            assertLine("  bundle    good: 1 kernel, for exec.bpf.o$", explanation);
            assertLine("  bundle    bad: cannot be read: .*bad", explanation);
            assertLine("  bundle    gone: listed, but not there$", explanation);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--help, 0, usage: explain",
        "explain --help, 0, usage: explain",
        "nonsense, 2, 'nonsense' is not understood",
        "--json explain, 2, 'explain' is not understood",
    })
    void arguments(String arguments, int status, String start) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, "UTF-8");

        assertEquals(status, Explain.run(out, out, arguments.split(" ", -1)));
        String text = bytes.toString("UTF-8");
        assertTrue(text.replace("'", "").startsWith(start.replace("'", "")), text);
    }

    /** Whatever this machine has; the words are the same. */
    @Test
    void as_json_it_is_the_search_alone() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, "UTF-8");

        int status = Explain.run(out, out, "explain", "--json");

        String json = bytes.toString("UTF-8");
        assertTrue(json.startsWith("{\"found\":" + (status == 0)), json);
        assertEquals(
                json.trim(),
                json.substring(0, json.length() - System.lineSeparator().length()));
    }
}
