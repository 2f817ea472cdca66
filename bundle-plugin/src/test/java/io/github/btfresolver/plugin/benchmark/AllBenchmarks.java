// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks, and bpftool for the same work; see the profile {@code benchmark}. */
class AllBenchmarks {
    private static final int BPFTOOL_RUNS = 15;

    @TempDir
    Path folder;

    @Test
    void minimizing() throws Exception {
        String bpftool = Judges.require("bpftool", "bpftool");
        byte[] kernel = largestKernel();
        Files.write(folder.resolve("kernel.btf"), kernel);
        Files.createDirectory(folder.resolve("objects"));
        List<File> objects = EmbeddedObjects.extract(folder.resolve("objects").toFile());
        StringBuilder report = new StringBuilder(String.format(
                Locale.ROOT,
                "%nkernel BTF: %,d bytes, %,d types; %d objects; medians%n",
                kernel.length,
                Btf.parse(kernel, "kernel.btf").typeCount(),
                objects.size()));
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(MinimizeBenchmark.class.getSimpleName())
                        .param("folder", folder.toString())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run()) {
            report.append(String.format(
                    Locale.ROOT,
                    "  %-24s %8.2f ms %,12.0f bytes allocated%n",
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getStatistics().getPercentile(50),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
        }
        report.append(bpftool(bpftool, "3 objects", objects.subList(0, 3)));
        report.append(bpftool(bpftool, objects.size() + " objects", objects));
        System.out.println(report);
    }

    /** The largest kernel at hand, but for the one in the corpus that was never deduplicated. */
    private static byte[] largestKernel() {
        List<File> archives = new ArrayList<>(TestData.kernelArchives());
        String corpus = System.getProperty("btf.corpus", "");
        if (!corpus.isEmpty()) {
            archives.addAll(TestData.archives(new File(corpus)));
        }
        byte[] largest = new byte[0];
        for (File archive : archives) {
            byte[] btf = TestData.unpack(archive);
            if (btf.length > largest.length && btf.length < 8 << 20) {
                largest = btf;
            }
        }
        return largest;
    }

    /** User and system time of whole processes, which is what the shell can tell to the millisecond. */
    private String bpftool(String bpftool, String what, List<File> objects) {
        StringBuilder command = new StringBuilder("TIMEFORMAT='%U %S'; time " + bpftool + " gen min_core_btf ")
                .append(folder.resolve("kernel.btf"))
                .append(' ')
                .append(folder.resolve("min.btf"));
        for (File object : objects) {
            command.append(' ').append(object);
        }
        double[] millis = new double[BPFTOOL_RUNS];
        for (int i = 0; i < BPFTOOL_RUNS; i++) {
            Judges.Run run = Judges.run("bash", "-c", command.toString());
            assertEquals(0, run.status, run.output);
            String[] times = run.output.trim().split(" ", -1);
            millis[i] = 1000 * (Double.parseDouble(times[0]) + Double.parseDouble(times[1]));
        }
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT,
                "  %-24s %8.0f ms user and system time, process and reading included%n",
                "bpftool, " + what,
                millis[BPFTOOL_RUNS / 2]);
    }
}
