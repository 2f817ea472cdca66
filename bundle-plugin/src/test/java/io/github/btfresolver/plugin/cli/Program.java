// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code btf-bundle} in a folder, as a user does. */
record Program(Path folder) {
    /** The program that the build has made. */
    static final String PATH = System.getProperty("btf.bundle.program");

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Result(int status, byte[] out, String err) {
        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }

        List<String> lines() {
            return text().lines().toList();
        }
    }

    /** Runs it to its end. */
    Result run(Object... args) throws IOException, InterruptedException {
        return run(List.of(PATH), args);
    }

    /** The same behind other words of a command line. */
    Result run(List<String> program, Object... args) throws IOException, InterruptedException {
        Path err = Files.createTempFile(folder, "err", "");
        Process process = start(program, err, args);
        byte[] out = process.getInputStream().readAllBytes();
        return new Result(process.waitFor(), out, Files.readString(err));
    }

    /** Starts it; the process is the JVM itself. */
    Process start(List<String> program, Path err, Object... args) throws IOException {
        List<String> command = new ArrayList<>(program);
        for (Object arg : args) {
            command.add(arg.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(err.toFile()).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
