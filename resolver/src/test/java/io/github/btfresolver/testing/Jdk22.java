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
import java.util.List;
import java.util.Properties;

/**
 * A JVM with the foreign function interface and a compiler: that of {@code -Dbtf.java22=/path/to/bin/java}, this one, or one
 * below {@code /usr/lib/jvm}.
 */
public final class Jdk22 {
    private static final String COMPILER = "jdk.compiler/com.sun.tools.javac.Main";

    private Jdk22() {}

    /** Path of its {@code bin/java}; without such a JVM the test is skipped. */
    public static String java() {
        List<File> candidates = new ArrayList<>();
        String named = System.getProperty("btf.java22", "");
        if (!named.isEmpty()) { // since 25 the empty path is the current folder
            candidates.add(new File(named));
        }
        candidates.add(new File(System.getProperty("java.home"), "bin/java"));
        File[] installed = new File("/usr/lib/jvm").listFiles();
        for (File home : installed == null ? new File[0] : installed) {
            candidates.add(new File(home, "bin/java"));
        }
        for (File java : candidates) {
            if (java.canExecute()
                    && feature(java.getParentFile().getParentFile()) >= 22
                    && Judges.run(java.getPath(), "-m", COMPILER, "-version").status == 0) {
                return java.getPath();
            }
        }
        Judges.skip("there is no JDK 22 or newer below /usr/lib/jvm, and -Dbtf.java22 names none");
        throw new AssertionError("not reached");
    }

    /** The command that its {@code javac} is, which a JRE has as a module only. */
    public static List<String> javac() {
        return Arrays.asList(java(), "-m", COMPILER);
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
