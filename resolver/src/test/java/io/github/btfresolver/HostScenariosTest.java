// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Archive;
import io.github.btfresolver.testing.FakeProc;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The whole search on many machines: each is a row of a table, made as a directory. */
class HostScenariosTest {
    @TempDir
    Path directory;

    private FakeRoot machine;
    private FakeSettings settings;
    private Archive archive;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new FakeRoot(directory.resolve("root"));
        settings = new FakeSettings();
        archive = new Archive();
    }

    @ParameterizedTest(name = "{0} [{2} {3}]")
    @CsvFileSource(resources = "/hosts/choices.csv", delimiter = '|', nullValues = "-", maxCharsPerColumn = 1000)
    void a_machine_gets_its_entry_or_none(
            String what, String osRelease, String release, String arch, String others, String expected)
            throws IOException {
        kernel(release, arch);
        if (osRelease != null) {
            machine.put("/etc/os-release", osRelease(osRelease));
        }
        FakeProc.put(machine, "on-host");
        for (String platform : words(others)) {
            String key = platform + "/" + Arch.normalize(arch) + "/" + release;
            archive.add(key, key);
        }

        if (expected.startsWith("none:")) {
            assertNone(expected.substring(5));
            return;
        }
        String[] platformAndRelease = expected.split(": ", 2);
        String chosen = platformAndRelease.length == 2 ? platformAndRelease[1] : release;
        assertChosen("BUNDLE_FILE", platformAndRelease[0] + "/" + Arch.normalize(arch) + "/" + chosen, "");
    }

    @ParameterizedTest(name = "{0} [{1}]")
    @CsvFileSource(resources = "/hosts/scenarios.csv", delimiter = '|', maxCharsPerColumn = 1000)
    void a_machine_gets_its_btf_or_a_reason(String what, String release, String contents, String expected)
            throws IOException {
        archive.add("debian/11/x86_64/5.5.0#aaaa", "5.5");
        archive.add("debian/10/x86_64/5.6.0", "5.6").add("debian/12/x86_64/5.6.0#cccc", "5.6 cccc");
        kernel(release, "x86_64");
        for (String word : words(contents)) {
            put(word);
        }

        String[] answerAndReport = expected.split(": ", 2);
        String report = answerAndReport.length == 2 ? answerAndReport[1] : "";
        if (answerAndReport[0].equals("none")) {
            assertNone(report);
            return;
        }
        String[] sourceAndPlace = answerAndReport[0].split(" ", 2);
        boolean inBundle = sourceAndPlace[0].equals("BUNDLE_FILE");
        assertChosen(
                sourceAndPlace[0], inBundle ? sourceAndPlace[1] + "/x86_64/" + release : sourceAndPlace[1], report);
    }

    /** Peer research 3, row 32: a kernel that was exchanged is looked at anew. */
    @Test
    void nothing_is_remembered_of_another_kernel() throws IOException {
        kernel("4.19.0-17-amd64", "x86_64");
        assertChosen("BUNDLE_FILE", "debian/10/x86_64/4.19.0-17-amd64", "");
        kernel("4.9.0-13-amd64", "x86_64");
        assertChosen("BUNDLE_FILE", "debian/9/x86_64/4.9.0-13-amd64", "");
    }

    private void kernel(String release, String arch) throws IOException {
        settings.ownRoot(machine.kernel(release, arch).ownRoot());
    }

    private void put(String word) throws IOException {
        int assignment = word.indexOf(":=");
        int equals = word.indexOf('=');
        if (word.equals("root")) {
            settings.property("btfresolver.hostRoot", machine.toString()).ownRoot(new FakeRoot(directory).ownRoot());
        } else if (assignment > 0) {
            String path = machine.path(word.substring(assignment + 2)).toString();
            settings.property("btfresolver." + word.substring(0, assignment), path);
        } else if (word.endsWith("/")) {
            machine.directory(word);
        } else if (equals > 0) {
            machine.put(word.substring(0, equals), contents(word.substring(equals + 1)));
        } else {
            assertTrue(FakeProc.put(machine, word), word);
        }
    }

    private static byte[] contents(String what) {
        switch (what.charAt(0)) {
            case '@':
                return osRelease(what.substring(1));
            case '#':
                return Samples.buildIdNote(what.substring(1));
            default:
                return what.equals("btf") ? Samples.btf("int") : vmlinux(what);
        }
    }

    private static byte[] vmlinux(String what) {
        switch (what) {
            case "text":
                return new byte[] {'t', 'e', 'x', 't'};
            case "elf":
                return Samples.vmlinux(Samples.btf("int"), null);
            case "elf#damaged":
                return Samples.vmlinuxWithDamagedNotes(Samples.btf("int"));
            default:
                assertTrue(what.startsWith("elf#"), what);
                return Samples.vmlinux(Samples.btf("int"), what.substring(4));
        }
    }

    private static byte[] osRelease(String nameOrFields) {
        return nameOrFields.contains("=")
                ? nameOrFields.replace(';', '\n').getBytes(StandardCharsets.UTF_8)
                : TestData.bytes("os-release/" + nameOrFields);
    }

    private BtfResolver.Builder resolver() throws IOException {
        Path bundle = Files.write(directory.resolve("archive.btfb"), archive.bundle());
        return new BtfResolver.Builder(settings)
                .classLoader(ClassLoader.getSystemClassLoader().getParent())
                .bundleFiles(bundle.toString())
                .handOver(HandOverMode.NONE);
    }

    private void assertChosen(String source, String place, String words) throws IOException {
        try (KernelBtf btf = resolver().resolve()) {
            Resolution resolution = btf.resolution();
            ResolutionStep step = resolution.chosen().get();
            assertEquals(source, step.source().name(), resolution.toString());
            if (step.source() == Source.BUNDLE_FILE) {
                assertTrue(step.reason().startsWith(place + ", "), resolution.toString());
                assertNotNull(archive.layout(place), place);
                assertEquals(archive.layout(place), btf.spec().name(1));
            } else {
                assertEquals(machine.path(place).toString(), step.path());
                assertEquals("int", btf.spec().name(1));
            }
            assertWords(words, report(resolution));
        }
    }

    private void assertNone(String words) throws IOException {
        BtfResolver.Builder resolver = resolver();
        BtfNotFoundException e = assertThrows(BtfNotFoundException.class, resolver::resolve);
        assertWords(words, e.getMessage());
    }

    private static String report(Resolution resolution) {
        return resolution.runningKernel().orElse("") + "\n" + resolution;
    }

    private static void assertWords(String words, String report) {
        for (String part : words.split("&", -1)) {
            String text = part.trim();
            boolean unwanted = text.startsWith("!");
            boolean found = report.contains(unwanted ? text.substring(1) : text);
            assertEquals(!unwanted, found, () -> "\"" + text + "\" in " + report);
        }
    }

    private static String[] words(String list) {
        return list == null || list.trim().isEmpty()
                ? new String[0]
                : list.trim().split(" +", -1);
    }
}
