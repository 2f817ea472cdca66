// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the goal {@code bundle} adds to a build in which nothing has changed: the goal's own test project, with and without
 * the goal; see the profile {@code benchmark}.
 */
class MavenBenchmarks {
    private static final int ROUNDS = 7;
    private static final File PROJECT = new File("src/it/bundle");

    /** Where the goals' tests install everything that such a project needs. */
    private static final File REPOSITORY = new File("target/it-repo");

    @TempDir
    Path folder;

    @Test
    void nothing_changed() throws Exception {
        String maven = Judges.require("mvn", "maven");
        if (!new File(REPOSITORY, "io/github/btfresolver").isDirectory()) {
            Judges.skip(REPOSITORY + " is not there: run the goals' tests first, mvn verify -Dinvoker.test=bundle");
        }
        String with = Files.readString(PROJECT.toPath().resolve("pom.xml"))
                .replace("@project.groupId@", "io.github.btfresolver")
                .replace("@project.artifactId@", "btf-bundle-maven-plugin")
                .replace("@project.version@", "0.1.0-SNAPSHOT");
        String without = with.replaceFirst("(?s)<plugin>\\s*<groupId>io.github.btfresolver.*?</plugin>", "");
        assertNotEquals(with, without);
        Files.copy(PROJECT.toPath().resolve("kernel.btf"), folder.resolve("kernel.btf"));
        Files.writeString(folder.resolve("with.xml"), with);
        Files.writeString(folder.resolve("without.xml"), without);
        double[] bundling = new double[ROUNDS];
        double[] plain = new double[ROUNDS];
        build(maven, "with.xml");
        build(maven, "without.xml");
        for (int round = 0; round < ROUNDS; round++) {
            bundling[round] = build(maven, "with.xml");
            plain[round] = build(maven, "without.xml");
        }
        System.out.printf(
                Locale.ROOT,
                "%nnothing changed, mvn package with the goal: %.2f s, without: %.2f s, difference %.2f s; medians of %d%n",
                median(bundling),
                median(plain),
                median(bundling) - median(plain),
                ROUNDS);
    }

    private double build(String maven, String pom) {
        long start = System.nanoTime();
        Judges.Run run = Judges.run(
                maven,
                "-o",
                "-B",
                "-q",
                "-Dmaven.repo.local=" + REPOSITORY.getAbsolutePath(),
                // whatever repository an artifact was copied from
                "-Daether.enhancedLocalRepository.trackingFilename=none",
                "-Dbtf.testdata=" + TestData.root().getAbsolutePath(),
                "-f",
                folder.resolve(pom).toString(),
                "package");
        assertEquals(0, run.status, run.output);
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[values.length / 2];
    }
}
