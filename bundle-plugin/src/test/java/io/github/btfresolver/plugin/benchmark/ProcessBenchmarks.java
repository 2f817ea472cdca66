// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes: the script that people have, and the command line; see the profile {@code benchmark}. */
class ProcessBenchmarks {
    private static final int ROUNDS = 5;
    private static final File JAR = new File("target/btf-bundle.jar");
    private static final String QUICK_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    /** The corpus, a folder for what is made, the objects. */
    private static final String SCRIPT = """
            export OUT=$2; tree=$1; shift 2; export OBJECTS="$*"
            rm -rf "$OUT"; mkdir -p "$OUT"
            one() {
              name=$(echo "$1" | tr / _)
              mkdir "$OUT/$name.unpacked" && tar -xJf "$1" -C "$OUT/$name.unpacked" &&
              bpftool gen min_core_btf "$OUT/$name.unpacked"/*.btf "$OUT/$name" $OBJECTS
              status=$?; rm -rf "$OUT/$name.unpacked"; return $status
            }
            export -f one
            find "$tree" -name '*.btf.tar.xz' | xargs -P2 -I{} bash -c 'one {}'
            """;

    @TempDir
    Path folder;

    private final String tree = corpus();

    @Test
    void bundling() {
        Judges.require("bpftool", "bpftool");
        if (!JAR.isFile()) {
            Judges.skip(JAR + " is not there: build it by mvn package -DskipTests");
        }
        List<File> all = ToolObjects.all(folder);
        List<File> some = ToolObjects.some(folder);
        List<File> others = new ArrayList<>(all);
        others.removeAll(some);
        compare(some, others);
        compare(all, some);
    }

    /** @param others that the cache is from */
    private void compare(List<File> objects, List<File> others) {
        String warm = folder.resolve("warm-" + objects.size()).toString();
        String cache = folder.resolve("cache").toString();
        run(command("", others, "--cache " + warm));
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put(
                "tar, xz and bpftool",
                "bash -c '" + SCRIPT.replace("'", "'\\''") + "' script " + tree + " " + folder.resolve("script") + " "
                        + names(objects));
        ways.put("command line, no cache", command("", objects, ""));
        ways.put("the same, quick start", command(QUICK_START, objects, ""));
        ways.put("other objects before", command("", objects, "--cache " + cache));
        ways.put("other objects before, quick start", command(QUICK_START, objects, "--cache " + cache));
        Map<String, double[]> seconds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, String> way : ways.entrySet()) {
                run("rm -rf " + cache + " && cp -r " + warm + " " + cache);
                seconds.computeIfAbsent(way.getKey(), key -> new double[ROUNDS])[round] = run(way.getValue());
            }
        }
        print(objects.size(), seconds);
    }

    private static void print(int objects, Map<String, double[]> seconds) {
        System.out.printf(Locale.ROOT, "%n%d objects, medians of %d alternating runs%n", objects, ROUNDS);
        double script = 0;
        for (Map.Entry<String, double[]> way : seconds.entrySet()) {
            double[] sorted = way.getValue().clone();
            Arrays.sort(sorted);
            double median = sorted[ROUNDS / 2];
            script = script == 0 ? median : script;
            System.out.printf(
                    Locale.ROOT, "  %-34s %6.2f s  %5.2f of the script%n", way.getKey(), median, median / script);
        }
    }

    private String command(String flags, List<File> objects, String options) {
        return "java " + flags + " -jar " + JAR + " bundle --name x --source " + tree + " --output "
                + folder.resolve("x.btfb") + " " + options + " --object " + names(objects);
    }

    private static String names(List<File> objects) {
        return objects.stream().map(File::getPath).collect(Collectors.joining(" "));
    }

    /** Seconds. */
    private static double run(String command) {
        long start = System.nanoTime();
        Judges.Run run = Judges.run("bash", "-c", command);
        assertEquals(0, run.status, run.output);
        return (System.nanoTime() - start) / 1e9;
    }

    private static String corpus() {
        String corpus = System.getProperty("btf.corpus", "");
        return corpus.isEmpty() ? TestData.file("btf").getPath() : corpus;
    }
}
