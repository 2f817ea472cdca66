// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.bundling.ScaleRun;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles of whole archives: time, size and heap of making them, and what a lookup allocates; see the profile {@code
 * benchmark}. Kernels are made in memory, as archives that are stored, not compressed: decoding xz is not in the time.
 */
class ScaleBenchmarks {
    private static final int FEW = 400;
    private static final int MANY = 4_000;
    private static final String MAX_HEAP = "-Xmx512m";

    /** Room for what starts and ends a run. */
    private static final double LINEAR = 10 * 1.15;

    private static final long LOOKUP_LIMIT = 512 << 10;
    private static final Pattern LEFT_BY_GC = Pattern.compile("->(\\d+)M\\(");

    @TempDir
    Path folder;

    @Test
    void three_objects() throws Exception {
        bundle(ToolObjects.some(folder));
    }

    @Test
    void all_objects() throws Exception {
        bundle(ToolObjects.all(folder));
    }

    private void bundle(List<File> objects) throws Exception {
        System.out.printf(Locale.ROOT, "%nsynthetic kernels, %d objects, %s%n", objects.size(), MAX_HEAP);
        double few = run(FEW, objects);
        double many = run(MANY, objects);
        System.out.printf(Locale.ROOT, "  %d kernels take %.1f times the time of %d%n", MANY, many / few, FEW);
        lookUp(file(MANY));
        assertTrue(many < few * LINEAR, many + " s after " + few + " s");
    }

    private File file(int kernels) {
        return folder.resolve(kernels + ".btfb").toFile();
    }

    /** In a process of its own; its seconds. */
    private double run(int kernels, List<File> objects) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MAX_HEAP,
                "-Xlog:gc",
                "-Dbtf.testdata=" + TestData.root(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ScaleRun.class.getName(),
                String.valueOf(kernels),
                file(kernels).getPath()));
        objects.forEach(object -> command.add(object.getPath()));
        long start = System.nanoTime();
        Judges.Run run = Judges.run(command.toArray(new String[0]));
        double seconds = (System.nanoTime() - start) / 1e9;
        assertEquals(0, run.status, run.output);
        int left = 0;
        Matcher gc = LEFT_BY_GC.matcher(run.output);
        while (gc.find()) {
            left = Math.max(left, Integer.parseInt(gc.group(1)));
        }
        String summary = run.output.lines().reduce((first, last) -> last).orElse("");
        System.out.printf(
                Locale.ROOT, "  %s; process %.1f s; at most %d MB left by a collection%n", summary, seconds, left);
        return seconds;
    }

    private static void lookUp(File file) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = 0;
        for (int round = 0; round < 2; round++) { // the first also loads classes
            long before = threads.getThreadAllocatedBytes(thread);
            try (InputStream in = new FileInputStream(file)) {
                Bundle bundle = Bundle.open(in, file.getName());
                KernelId id = bundle.kernel(bundle.kernelCount() / 2);
                bundle.layout(bundle.match(new HostKernel(id.release(), id.arch(), null, null, null)));
            }
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }
        System.out.printf(
                Locale.ROOT,
                "  opening %,d bytes and reading a layout: %,d allocated%n",
                Files.size(file.toPath()),
                allocated);
        assertTrue(allocated <= LOOKUP_LIMIT, allocated + " bytes");
    }
}
