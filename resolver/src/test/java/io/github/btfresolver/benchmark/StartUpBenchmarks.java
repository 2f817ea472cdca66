// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.Judges;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start costs that resolves, beside one that does nothing, on each JVM of this machine; {@code -Dbtf.starts=N} for
 * other than 21 starts of each kind, {@code -Dbtf.startBundle=FILE} for a bundle in place of one that is made up.
 */
class StartUpBenchmarks {
    private static final int KERNELS = 4000;
    private static final int STARTS = Integer.getInteger("btf.starts", 21);

    @TempDir
    Path directory;

    @Test
    void starts() throws Exception {
        Judges.assume(new File(KernelBtfProbe.PATH).canRead(), "this kernel has no BTF of its own");
        String file = System.getProperty("btf.startBundle", "");
        byte[] bytes = file.isEmpty() ? MadeUpBundle.of("start", KERNELS) : Files.readAllBytes(Paths.get(file));
        Bundle bundle = Bundle.read(new ByteArrayInputStream(bytes), "start");
        Application application = Application.create(directory, bundle.name(), bytes);
        Map<String, List<String>> kinds = kinds(bundle.kernel(bundle.kernelCount() / 2));
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%nbundle: %,d kernels, %,d layouts, %,d bytes; medians of %d starts%n",
                bundle.kernelCount(),
                bundle.layoutCount(),
                bytes.length,
                STARTS));
        for (File jvm : Jvms.find()) {
            table.append(measure(application, jvm, kinds));
        }
        System.out.println(table);
    }

    /** What is measured, and the settings for it. */
    private static Map<String, List<String>> kinds(KernelId kernel) {
        List<String> settings = Arrays.asList(
                "-Dbtfresolver.skipKernel=true",
                "-Dbtfresolver.osId=" + kernel.id(),
                "-Dbtfresolver.osVersionId=" + kernel.versionId(),
                "-Dbtfresolver.machine=" + kernel.arch(),
                "-Dbtfresolver.release=" + kernel.release());
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("the kernel's own", Collections.emptyList());
        for (String handOver : Arrays.asList("none", "file", "memfd")) {
            List<String> options = new ArrayList<>(settings);
            options.add("-Dbtfresolver.handOver=" + handOver);
            kinds.put("embedded, " + handOver, options);
        }
        return kinds;
    }

    /** The kinds take turns, so that what else the machine does hits all of them. */
    private static String measure(Application application, File jvm, Map<String, List<String>> kinds) {
        double[] empty = new double[STARTS];
        Map<String, double[]> calls = new LinkedHashMap<>();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            application.run(jvm, EmptyMain.class, Collections.emptyList());
            empty[i] = (System.nanoTime() - start) / 1e6;
            for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
                calls.computeIfAbsent(kind.getKey(), k -> new double[STARTS])[i] =
                        number(application.run(jvm, ResolveMain.class, kind.getValue())) / 1e6;
            }
        }
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "%s: an empty main starts and ends in %.1f ms%n", jvm, median(empty)));
        for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
            double call = median(calls.get(kind.getKey()));
            table.append(String.format(
                    Locale.ROOT,
                    "  %-18s %6.1f ms, %3.0f %% of that; %,9.0f bytes allocated; %3d classes of ours%n",
                    kind.getKey(),
                    call,
                    100 * call / median(empty),
                    allocated(application, jvm, kind.getValue()),
                    classes(application, jvm, kind.getValue())));
        }
        return table.toString();
    }

    private static double allocated(Application application, File jvm, List<String> options) {
        double[] bytes = new double[3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number(application.run(jvm, AllocationMain.class, options));
        }
        return median(bytes);
    }

    private static int classes(Application application, File jvm, List<String> options) {
        List<String> verbose = new ArrayList<>(options);
        verbose.add("-verbose:class");
        TreeSet<String> ours = new TreeSet<>();
        for (String word : application
                .run(jvm, ResolveMain.class, verbose)
                .replace('\n', ' ')
                .split(" ", -1)) {
            if (word.startsWith("io.github.btfresolver.") && !word.contains(".benchmark.")) {
                ours.add(word);
            }
        }
        return ours.size();
    }

    /** The last line: JNA makes newer JVMs warn before it. */
    private static double number(String output) {
        String[] lines = output.trim().split("\n", -1);
        return Double.parseDouble(lines[lines.length - 1]);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
