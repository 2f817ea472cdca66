// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.Judges;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        Map<String, Application> others = new LinkedHashMap<>();
        others.put(
                "the same with META-INF/versions", Application.inOneJarWithVersions(directory, bundle.name(), bytes));
        others.put("xz and JNA in jars of their own", Application.inSeveralJars(directory, bundle.name(), bytes));
        Application oneJar = Application.inOneJar(directory, bundle.name(), bytes);
        KernelId kernel = bundle.kernel(bundle.kernelCount() / 2);
        List<StartKind> kinds = Arrays.asList(
                StartKind.kernels(),
                StartKind.embedded(kernel, "none"),
                StartKind.asked(kernel, directory.resolve("root")),
                StartKind.embedded(kernel, "file"),
                StartKind.embedded(kernel, "memfd"));
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%nbundle: %,d kernels, %,d layouts, %,d bytes; medians of %d starts%n",
                bundle.kernelCount(),
                bundle.layoutCount(),
                bytes.length,
                STARTS));
        for (File jvm : Jvms.find()) {
            table.append(jvm).append(", all in one jar: ");
            table.append(measure(oneJar, bundle.name(), jvm, kinds));
            for (Map.Entry<String, Application> other : others.entrySet()) {
                table.append(jvm).append(", ").append(other.getKey()).append(": ");
                table.append(measure(other.getValue(), bundle.name(), jvm, kinds.subList(0, 2)));
            }
        }
        System.out.println(table);
    }

    /** The kinds take turns, so that what else the machine does hits all of them. */
    private static String measure(Application application, String bundle, File jvm, List<StartKind> kinds) {
        double[] empty = new double[STARTS];
        Map<String, double[]> times = new LinkedHashMap<>();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            application.run(jvm, EmptyMain.class, Collections.emptyList());
            empty[i] = (System.nanoTime() - start) / 1e6;
            for (StartKind kind : kinds) {
                put(times, kind.name(), i, new Start(application, jvm, kind).millis());
            }
            for (StartKind kind : kinds.subList(0, 2)) {
                put(times, kind.name() + ", in premain", i, new Start(application, jvm, kind).millisInPremain());
            }
            for (Map.Entry<String, String[]> floor : floors(bundle).entrySet()) {
                String output = application.run(jvm, FloorMain.class, Collections.emptyList(), floor.getValue());
                put(times, floor.getKey(), i, Start.number(output) / 1e6);
            }
        }
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "an empty main starts and ends in %.1f ms%n", Start.median(empty)));
        for (Map.Entry<String, double[]> time : times.entrySet()) {
            double call = Start.median(time.getValue());
            double share = 100 * call / Start.median(empty);
            table.append(String.format(Locale.ROOT, "  %-32s %6.1f ms, %3.0f %% of that", time.getKey(), call, share));
            table.append(wanted(time.getKey()));
            for (StartKind kind : kinds) {
                table.append(kind.name().equals(time.getKey()) ? counts(new Start(application, jvm, kind)) : "");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String wanted(String kind) {
        return kind.startsWith("the kernel's own")
                ? " (wanted: at most 10)"
                : kind.startsWith("embedded, none") ? " (wanted: at most 40)" : "";
    }

    private static void put(Map<String, double[]> times, String name, int start, double millis) {
        times.computeIfAbsent(name, k -> new double[STARTS])[start] = millis;
    }

    /** What takes its time whoever does it, or does it the plain way; with the arguments of {@link FloorMain}. */
    private static Map<String, String[]> floors(String bundle) {
        Map<String, String[]> floors = new LinkedHashMap<>();
        floors.put("floor: the first getenv", new String[] {"environment"});
        floors.put("plain: getResources and reading", new String[] {"resources", BundleResource.path(bundle)});
        floors.put(
                "floor: " + Application.EMPTY_CLASSES + " empty classes",
                new String[] {"classes", String.valueOf(Application.EMPTY_CLASSES)});
        floors.put("floor: JNA's first call", new String[] {"jna"});
        return floors;
    }

    private static String counts(Start start) {
        return String.format(
                Locale.ROOT,
                "; %,9.0f bytes allocated; %2d classes of ours, %2d of the JDK's that are not in its archive",
                start.allocated(),
                start.ours().size(),
                start.notArchived().size());
    }
}
