// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lets Jazzer loose on every target for a while, each in a JVM of its own; see the profile {@code fuzz}. */
class FuzzCampaigns {
    private static final String LONGEST_RUN_SECONDS = "10";
    private static final int INSTRUMENTED_ROOM = 16 << 20;

    /** All, or the one that was asked for. */
    static List<FuzzTargets> targets() {
        String one = System.getProperty("fuzz.target", "");
        return one.isEmpty() ? List.of(FuzzTargets.values()) : List.of(FuzzTargets.valueOf(one));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothing_is_found(FuzzTargets target) throws Exception {
        Path folder = Path.of("target", "fuzz", target.name()).toAbsolutePath();
        Path findings = Files.createDirectories(folder.resolve("findings"));
        Path log = folder.resolve("log");

        Process jazzer = new ProcessBuilder(command(target, folder))
                .directory(findings.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status;
        try {
            status = jazzer.waitFor();
        } finally {
            jazzer.destroy();
        }

        System.out.println(target + ": " + summary(log));
        assertEquals(0, status, () -> "what was found is in " + findings + ", what it is in " + log);
    }

    private static List<String> command(FuzzTargets target, Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:-OmitStackTraceInFastThrow",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "-Dbtf.testdata=" + System.getProperty("btf.testdata"),
                "-Dbtf.fuzz.sampled=true"));
        if (target.isText()) {
            command.add("-Dbtf.bounded.room=" + INSTRUMENTED_ROOM);
        }
        command.addAll(List.of(
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + target,
                "--instrumentation_includes=io.github.btfresolver.**",
                "--instrumentation_excludes=io.github.btfresolver.plugin.fuzz.**:io.github.btfresolver.testing.**",
                // Jazzer's own detectors are for other programs
                "--custom_hook_includes=none",
                "--mutator_framework=false",
                "-max_len=" + target.longest(),
                "-max_total_time=" + 60 * Math.max(1, Integer.getInteger("fuzz.minutes", 5)),
                "-timeout=" + LONGEST_RUN_SECONDS,
                "-rss_limit_mb=0",
                "-print_final_stats=1",
                Files.createDirectories(folder.resolve("corpus")).toString(),
                seeds(target, folder.resolve("seeds")).toString()));
        return command;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(new File(entry).getAbsolutePath());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path seeds(FuzzTargets target, Path folder) throws Exception {
        Files.createDirectories(folder);
        List<byte[]> seeds = new ArrayList<>(target.create().seeds());
        seeds.addAll(target.found());
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
        return folder;
    }

    private static String summary(Path log) throws IOException {
        String last = "no inputs";
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            last = line.startsWith("#") && line.contains(" cov: ") ? line.replace('\t', ' ') : last;
        }
        return last;
    }
}
