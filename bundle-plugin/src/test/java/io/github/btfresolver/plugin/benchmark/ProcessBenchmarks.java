// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.scale.SyntheticKernels;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes: the script that people have, and the command line; see the profile {@code benchmark}. */
class ProcessBenchmarks {
    private static final int ROUNDS = 7;
    private static final File PROGRAM = new File("target/btf-bundle");
    private static final String JAR = "java -jar target/btf-bundle.jar";

    /** With so many kernels of the archive the script was timed first; a small corpus is filled up with grown ones. */
    private static final int KERNELS = 43;

    /** The tree, a folder for what is made, the objects. */
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

    private int warmed;

    @Test
    void the_tree_as_it_is() throws Exception {
        compare(corpus());
    }

    @Test
    void filled_up_to_43_kernels() throws Exception {
        Path tree = folder.resolve("tree");
        int kernels = 0;
        for (File archive : TestData.archives(corpus().toFile())) {
            Path copy = tree.resolve(corpus().relativize(archive.toPath()));
            Files.createDirectories(copy.getParent());
            Files.copy(archive.toPath(), copy);
            kernels++;
        }
        SyntheticKernels grown =
                new SyntheticKernels(SyntheticKernels.bases(TestData.archives(corpus().toFile())), 2, 1);
        for (int i = 1; kernels < KERNELS; i += 2, kernels++) {
            KernelId id = grown.id(i);
            Path directory = Files.createDirectories(tree.resolve(Path.of(id.id(), id.versionId(), id.arch())));
            Path btf = Files.write(directory.resolve(id.release() + ".btf"), grown.btf(i));
            run("cd " + directory + " && tar -cJf " + btf.getFileName() + ".tar.xz " + btf.getFileName() + " && rm "
                    + btf);
        }
        compare(tree);
    }

    private void compare(Path tree) {
        Judges.require("bpftool", "bpftool");
        if (!PROGRAM.isFile()) {
            Judges.skip(PROGRAM + " is not there: build it by mvn package -DskipTests");
        }
        System.out.printf(
                Locale.ROOT, "%n%d kernels%n", TestData.archives(tree.toFile()).size());
        List<File> all = ToolObjects.all(folder);
        List<File> some = ToolObjects.some(folder);
        List<File> others = new ArrayList<>(all);
        others.removeAll(some);
        compare(tree, some, others);
        compare(tree, all, some);
    }

    /** @param others that a cache is from */
    private void compare(Path tree, List<File> objects, List<File> others) {
        String script = "bash -c '" + SCRIPT.replace("'", "'\\''") + "' script " + tree + " " + folder.resolve("script")
                + " " + names(objects);
        List<File> butOne = new ArrayList<>(objects);
        butOne.remove(objects.size() / 2);
        String program = PROGRAM.getPath();
        String cached = bundle(program, tree, objects, "--cache " + cache());
        List<Way> ways = List.of(
                new Way("tar, xz and bpftool", script, null),
                new Way("btf-bundle, no cache", bundle(program, tree, objects, ""), null),
                new Way("java -jar, no cache", bundle(JAR, tree, objects, ""), null),
                new Way("btf-bundle, the same objects before", cached, warm(tree, objects)),
                new Way("btf-bundle, all but one before", cached, warm(tree, butOne)),
                new Way("btf-bundle, other objects before", cached, warm(tree, others)));
        Map<String, double[]> seconds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Way way : ways) {
                if (way.warm() != null) {
                    run("rm -rf " + cache() + " && cp -r " + way.warm() + " " + cache());
                }
                seconds.computeIfAbsent(way.name(), key -> new double[ROUNDS])[round] = run(way.command());
            }
        }
        print(objects.size(), seconds);
    }

    /** @param warm a copy of the cache that it starts with; null when it has none */
    private record Way(
            String name, String command, @Nullable String warm) {}

    private Path cache() {
        return folder.resolve("cache");
    }

    /** A cache that a build for these objects has left. */
    private String warm(Path tree, List<File> objects) {
        String warm = folder.resolve("warm-" + warmed++).toString();
        run(bundle(PROGRAM.getPath(), tree, objects, "--cache " + warm));
        return warm;
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

    private String bundle(String program, Path tree, List<File> objects, String options) {
        return program + " bundle --name x --source " + tree + " --output " + folder.resolve("x.btfb") + " " + options
                + " --object " + names(objects);
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

    private static Path corpus() {
        String corpus = System.getProperty("btf.corpus", "");
        return corpus.isEmpty() ? TestData.file("btf").toPath() : Path.of(corpus);
    }
}
