// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plugin in other versions of Maven than the one that builds it: the project {@code two-bundles} of the invoker's tests,
 * in threads, then offline.
 */
class MavenVersionsIT {
    private static final File LOCAL_REPOSITORY = new File(System.getProperty("btf.maven.repository"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"3.9.16", "4.0.0-rc-5"})
    void two_bundles_in_one_module_in_threads_and_offline(String version) throws IOException {
        Path maven = unpack(distribution(version));
        Path project = copy(Path.of("src/it/two-bundles/pom.xml"));
        Path settings = copy(Path.of("src/it/settings.xml"));
        List<String> build = new ArrayList<>(List.of(maven.resolve("bin/mvn").toString(), "-B", "-ntp", "-s"));
        build.addAll(List.of(settings.toString(), "-f", project.toString()));
        build.add("-Dmaven.repo.local=" + new File("target/it-repo").getAbsolutePath());
        build.add("-Dbtf.testdata=" + new File(System.getProperty("btf.testdata")).getAbsolutePath());
        build.add("package");

        String online = run(build, "-T2");
        Path jar = folder.resolve("target/two-bundles-1.jar");
        byte[] bytes = Files.readAllBytes(jar);
        Files.delete(jar);
        String offline = run(build, "-o");

        assertEquals(
                2,
                online.lines()
                        .filter(line -> line.contains(", 0 rejected inputs, "))
                        .count(),
                online);
        assertTrue(offline.contains("BUILD SUCCESS"), offline);
        assertArrayEquals(bytes, Files.readAllBytes(jar));
    }

    private String run(List<String> build, String... more) {
        List<String> command = new ArrayList<>(build);
        Collections.addAll(command, more);
        Judges.Run run = Judges.run(command.toArray(new String[0]));
        assertEquals(0, run.status, run.output);
        return run.output;
    }

    /** From the local repository, where Maven puts it if it can be had. */
    private static File distribution(String version) {
        String path = "org/apache/maven/apache-maven/" + version + "/apache-maven-" + version + "-bin.zip";
        File zip = new File(LOCAL_REPOSITORY, path);
        if (!zip.isFile()) {
            Judges.Run fetched = Judges.run(
                    System.getProperty("btf.maven.home") + "/bin/mvn",
                    "-B",
                    "-q",
                    "-Dmaven.repo.local=" + LOCAL_REPOSITORY,
                    "org.apache.maven.plugins:maven-dependency-plugin:" + System.getProperty("btf.maven.dependency")
                            + ":get",
                    "-Dartifact=org.apache.maven:apache-maven:" + version + ":zip:bin",
                    "-Dtransitive=false");
            if (fetched.status != 0 || !zip.isFile()) {
                Judges.skip("Maven " + version + " cannot be fetched: " + fetched.output);
            }
        }
        return zip;
    }

    private Path unpack(File distribution) throws IOException {
        try (ZipFile zip = ZipFile.builder().setFile(distribution).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                Path file = folder.resolve("maven").resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                    assertTrue(file.toFile().setExecutable((entry.getUnixMode() & 0111) != 0));
                }
            }
        }
        try (Stream<Path> home = Files.list(folder.resolve("maven"))) {
            return home.findFirst().orElseThrow();
        }
    }

    /** With what the invoker would put in place of the names between {@code @}. */
    private Path copy(Path file) throws IOException {
        String text = Files.readString(file);
        Map<String, String> values = Map.of(
                "@project.groupId@",
                "io.github.btfresolver",
                "@project.artifactId@",
                "btf-bundle-maven-plugin",
                "@project.version@",
                System.getProperty("btf.version"),
                "@localRepositoryUrl@",
                LOCAL_REPOSITORY.toURI().toString());
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return Files.writeString(folder.resolve(file.getFileName().toString()), text);
    }
}
