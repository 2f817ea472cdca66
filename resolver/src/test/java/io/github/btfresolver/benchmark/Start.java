// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a start of a kind is on a JVM. */
final class Start {
    private static final String BENCHMARK = Start.class.getPackage().getName() + ".";
    private static final String OURS = "io.github.btfresolver.";

    private final Application application;
    private final File jvm;
    private final List<String> settings;

    Start(Application application, File jvm, StartKind kind) {
        this.application = application;
        this.jvm = jvm;
        this.settings = kind.settings();
    }

    /** How long the call takes. */
    double millis() {
        return number(application.run(jvm, ResolveMain.class, settings)) / 1e6;
    }

    /** The same, as an agent. */
    double millisInPremain() {
        return number(application.runAgent(jvm, settings)) / 1e6;
    }

    /** How many bytes of the heap the call allocates. */
    double allocated() {
        double[] bytes = new double[3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number(application.run(jvm, AllocationMain.class, settings));
        }
        return median(bytes);
    }

    /** The classes of ours that are loaded. */
    Set<String> ours() {
        Set<String> classes = loaded(ResolveMain.class, "");
        classes.removeIf(name -> !name.startsWith(OURS) || name.startsWith(BENCHMARK));
        return classes;
    }

    /**
     * The JDK's classes that are loaded by us and not by a program that does nothing, and that are not in the archive that
     * every JVM maps at its start: each of those costs several times as much. None on Java 8, which does not tell.
     */
    Set<String> notArchived() {
        Set<String> classes = loaded(ResolveMain.class, " source: jrt:");
        classes.removeAll(loaded(EmptyMain.class, " source: jrt:"));
        return classes;
    }

    private Set<String> loaded(Class<?> main, String from) {
        List<String> verbose = new ArrayList<>(settings);
        verbose.add("-verbose:class");
        Set<String> classes = new TreeSet<>();
        for (String line : application.run(jvm, main, verbose).split("\n", -1)) {
            String[] words = line.substring(line.lastIndexOf(']', line.length() - 2) + 1)
                    .replace("[Loaded ", "")
                    .trim()
                    .split(" ", -1);
            if (line.contains(from)) {
                classes.add(words[0]);
            }
        }
        return classes;
    }

    /** The last line: JNA makes newer JVMs warn before it. */
    static double number(String output) {
        String[] lines = output.trim().split("\n", -1);
        return Double.parseDouble(lines[lines.length - 1]);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
