// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningCodeTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path dir;

    @Test
    void other_contents_of_the_same_size_and_time_are_other_code() throws IOException {
        Path jar = dir.resolve("code.jar");
        Path folder = dir.resolve("classes");
        String[] jars = new String[3];
        String[] folders = new String[3];
        String[] contents = {"one", "two", "one"};
        for (int i = 0; i < 3; i++) {
            writeJar(jar, contents[i]);
            Path file = Files.createDirectories(folder.resolve("io/github/btfresolver/a"))
                    .resolve("A.class");
            Files.setLastModifiedTime(Files.writeString(file, contents[i]), LONG_AGO);
            jars[i] = RunningCode.sha256(jar);
            folders[i] = RunningCode.sha256(folder);
        }
        assertNotEquals(jars[0], jars[1]);
        assertEquals(jars[0], jars[2]);
        assertNotEquals(folders[0], folders[1]);
        assertEquals(folders[0], folders[2]);
    }

    @Test
    void a_file_of_another_name_is_other_code() throws IOException {
        Path ours = Files.createDirectories(dir.resolve("io/github/btfresolver"));
        Path file = Files.writeString(ours.resolve("A.class"), "one");
        String before = RunningCode.sha256(dir);
        Files.move(file, ours.resolve("B.class"));
        assertNotEquals(before, RunningCode.sha256(dir));
    }

    /** In Maven the library is a file of its own. */
    @Test
    void both_the_plugin_and_the_library_count() throws IOException {
        assertEquals(2, RunningCode.places().size(), RunningCode.places().toString());
        assertEquals(RunningCode.sha256(), RunningCode.sha256());
    }

    @Test
    void what_cannot_be_read_is_an_error() {
        assertThrows(IOException.class, () -> RunningCode.sha256(dir.resolve("gone.jar")));
        IOException e = assertThrows(IOException.class, () -> RunningCode.sha256(dir));
        assertEquals(dir + ": expected classes in io/github/btfresolver/, found none", e.getMessage());
    }

    private static void writeJar(Path jar, String contents) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry entry = new ZipEntry("io/github/btfresolver/a/A.class");
            entry.setLastModifiedTime(LONG_AGO);
            out.putNextEntry(entry);
            out.write(contents.getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(jar, LONG_AGO);
    }
}
