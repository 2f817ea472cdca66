// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** A JDK that has the foreign function interface: this one, or one below {@code /usr/lib/jvm}. */
public final class Jdk22 {
    private Jdk22() {}

    /** Path of one of its programs, such as {@code javac}; without such a JDK the test is skipped. */
    public static String program(String name) {
        List<File> homes = new ArrayList<>();
        homes.add(new File(System.getProperty("java.home")));
        File[] installed = new File("/usr/lib/jvm").listFiles();
        homes.addAll(installed == null ? Collections.<File>emptyList() : Arrays.asList(installed));
        for (File home : homes) {
            File program = new File(home, "bin/" + name);
            if (new File(home, "bin/javac").canExecute() && program.canExecute() && feature(home) >= 22) {
                return program.getPath();
            }
        }
        Judges.assume(false, "there is no JDK 22 or newer below /usr/lib/jvm");
        throw new AssertionError("not reached");
    }

    private static int feature(File home) {
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(home.toPath().resolve("release"), StandardCharsets.UTF_8)) {
            release.load(in);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        String first = version.split("[^0-9]", 2)[0];
        return first.isEmpty() ? 0 : Integer.parseInt(first);
    }
}
