// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountInfoTest {
    private static final String REST = " rw - ext4 /dev/x rw";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "one                        | 27 1 8:1 / /                              | /     | 8:1 /",
                "among others               | 22 27 0:21 / /proc;27 1 8:1 / /;28 27 8:2 / /host | / | 8:1 /",
                "a directory of a system    | 27 1 0:30 /@/x /                          | /     | 0:30 /@/x",
                "another point              | 27 1 8:1 / /;28 27 8:2 / /host            | /host | 8:2 /",
                "the start of a point       | 27 1 8:1 / /;28 27 8:2 / /hosts           | /host | -",
                "upon another               | 1 1 0:1 / /;27 1 8:1 / /                  | /     | 8:1 /",
                "upon another, listed first | 27 5 8:1 / /;5 1 0:1 / /                  | /     | 8:1 /",
                "three upon one another     | 1 1 0:1 / /;2 1 0:2 / /;3 2 0:3 / /       | /     | 0:3 /",
                "two beside one another     | 27 1 8:1 / /;28 2 8:2 / /                 | /     | -",
                "nothing there              | 22 27 0:21 / /proc                        | /     | -",
                "a short line               | 27 1 8:1                                  | /     | -",
                "no lines                   | ~                                         | /     | -",
            })
    void the_directory_at_a_point(String what, String mounts, String point, String expected) throws IOException {
        String text = mounts.equals("~") ? "" : mounts.replace(";", REST + "\n") + REST + "\n";
        Path file = Files.write(directory.resolve("mountinfo"), text.getBytes(StandardCharsets.US_ASCII));

        assertEquals(expected, MountInfo.directory(file.toFile(), point));
    }

    @Test
    void what_cannot_be_read_is_not_known() {
        assertNull(MountInfo.directory(directory.resolve("none").toFile(), "/"));
    }

    @Test
    void this_machine_has_a_root() {
        File own = new File("/proc/self/mountinfo");
        Judges.assume(own.canRead() && MountInfo.directory(own, "/") != null, "the root directory is no mount point");

        assertNotNull(MountInfo.directory(own, "/proc"));
    }
}
