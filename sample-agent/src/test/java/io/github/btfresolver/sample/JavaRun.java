// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, run to its end. */
final class JavaRun {
    final int exitCode;
    final List<String> stdout;
    final List<String> stderr;

    private JavaRun(int exitCode, List<String> stdout, List<String> stderr) {
        this.exitCode = exitCode;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** The command of the JVM that runs this test, with what keeps it from warning of native libraries. */
    static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        String version = System.getProperty("java.specification.version");
        if (!version.startsWith("1.") && Integer.parseInt(version) >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        return command;
    }

    static JavaRun run(List<String> command, File folder) throws IOException, InterruptedException {
        File stdout = File.createTempFile("stdout", ".txt", folder);
        File stderr = File.createTempFile("stderr", ".txt", folder);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(stdout).redirectError(stderr);
        builder.environment().keySet().removeIf(name -> name.startsWith("BTFRESOLVER_") || name.contains("JAVA_"));
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IOException("still running after a minute: " + command);
            }
        } finally {
            process.destroyForcibly();
        }
        return new JavaRun(process.exitValue(), lines(stdout), lines(stderr));
    }

    private static List<String> lines(File file) throws IOException {
        String text = new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
        return text.isEmpty()
                ? new ArrayList<>()
                : Arrays.asList(text.split("\n", -1)).subList(0, count(text));
    }

    private static int count(String text) {
        int lines = text.split("\n", -1).length;
        return text.endsWith("\n") ? lines - 1 : lines;
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\nstdout:\n" + String.join("\n", stdout) + "\nstderr:\n"
                + String.join("\n", stderr);
    }
}
