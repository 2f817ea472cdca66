// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The real resolver on machines that are directories: a scenario is a row of {@code scenarios.txt}. */
class ScenarioTest {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "scenarios.txt", delimiter = '|')
    void a_machine_gets(
            String what, String kernel, String osRelease, String files, String bundle, String settings, String expected)
            throws IOException {
        Scenario scenario = new Scenario(directory);
        scenario.kernel(kernel);
        scenario.osRelease(osRelease);
        scenario.files(files);
        scenario.bundle(bundle);
        scenario.settings(settings);

        String found = scenario.run();

        if (expected.startsWith("none: ") || expected.contains(", warning: ")) {
            String[] parts = expected.split(": ", 2);
            assertEquals(parts[0].replace(", warning", ""), found.split("[:,]", 2)[0], found);
            assertTrue(found.contains(parts[1]), found);
        } else {
            assertEquals(expected, found);
        }
    }
}
