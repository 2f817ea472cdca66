// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testdata;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The real tools that tests compare with. A test whose judge is missing is skipped, and says why on standard output;
 * with {@code -Dbtf.judges=required}, as in CI, it fails.
 */
public final class Judges {
    private Judges() {}

    /** What a program printed and how it ended. */
    public static final class Run {
        public final int status;
        public final String output;

        Run(int status, String output) {
            this.status = status;
            this.output = output;
        }
    }

    /** Skips the test unless a program can be run; gives its path. */
    public static String require(String program, String debianPackage) {
        for (String folder : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":", -1)) {
            File file = new File(folder, program);
            if (file.canExecute()) {
                return file.getPath();
            }
        }
        skip(program + " is missing (Debian package " + debianPackage + ")");
        throw new AssertionError("not reached");
    }

    /** Skips the test because a judge is missing. */
    public static void skip(String reason) {
        if ("required".equals(System.getProperty("btf.judges"))) {
            throw new AssertionError("a judge is required, and " + reason);
        }
        abort(reason);
    }

    /** Skips the test unless this machine is one that it can run on, which no installation can change. */
    public static void assume(boolean holds, String reason) {
        if (!holds) {
            abort(reason);
        }
    }

    private static void abort(String reason) {
        String test = caller();
        System.out.println("SKIPPED " + test + ": " + reason);
        Assumptions.abort(reason);
    }

    private static String caller() {
        for (StackTraceElement element : new Throwable().getStackTrace()) {
            if (!element.getClassName().equals(Judges.class.getName())) {
                return element.getClassName() + "." + element.getMethodName();
            }
        }
        return "?";
    }

    /** Runs a program to its end; its two outputs are merged. */
    public static Run run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (InputStream in = process.getInputStream()) {
                String output = new String(TestData.readAll(in), StandardCharsets.ISO_8859_1);
                return new Run(process.waitFor(), output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code bpftool gen min_core_btf}; the status is 0 when it has written the output. */
    public static Run minCoreBtf(String bpftool, File input, File output, List<File> objects) {
        List<String> command =
                new ArrayList<>(Arrays.asList(bpftool, "gen", "min_core_btf", input.getPath(), output.getPath()));
        for (File object : objects) {
            command.add(object.getPath());
        }
        return run(command.toArray(new String[0]));
    }
}
