// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.BtfNotFoundException;
import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import io.github.btfresolver.loader.HandOver;
import io.github.btfresolver.loader.HandOverMode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Hands a small BTF over in a JVM of its own, which dies without closing it. */
public final class HandOverRuns {
    private final Path work;
    private final List<String> prefix;

    /** Runs that keep their input in a directory, each by a command with a JVM's command line behind it. */
    public HandOverRuns(Path work, String... prefix) {
        this.work = work;
        this.prefix = Arrays.asList(prefix);
    }

    /** A run that waits for its death. */
    public static final class Run implements AutoCloseable {
        private final Process process;
        /** The path that was handed over; empty when none could be. */
        public final String path;
        /** The report, or the message of the exception. */
        public final String report;

        Run(Process process) throws IOException {
            this.process = process;
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                lines.add(line);
            }
            int at = Math.max(0, lines.indexOf("path"));
            path = lines.size() > at + 1 ? lines.get(at + 1) : "";
            report = String.join("\n", lines);
        }

        /** Ends it as kill -9 does. */
        @Override
        public void close() {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Starts a run and waits until it has handed over. */
    public Run start(HandOverMode mode, Path tempDir) throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(work.resolve("host"), "6.1.0");
        Path bundle = Files.write(
                work.resolve("a.btfb"), TestBundles.bundle("a", "debian/10/x86_64/6.1.0", Samples.btf("int")));
        List<String> command = new ArrayList<>(prefix);
        command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
        Collections.addAll(command, "-cp", System.getProperty("java.class.path"), HandOverRuns.class.getName());
        Collections.addAll(command, machine.toString(), bundle.toString(), tempDir.toString(), mode.name());
        return new Run(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Hands over and closes many times; throws when a file that is open is not there. */
    public static void churn(String tempDir) throws IOException {
        for (int i = 0; i < 300; i++) {
            try (HandOver handOver = HandOver.open(Samples.btf("int"), HandOverMode.FILE, tempDir)) {
                if (!new File(handOver.path()).exists()) {
                    throw new IOException(handOver.path() + " was removed while it was open, in round " + i);
                }
            }
        }
    }

    /** Starts a JVM that does the same, after it has printed a line. */
    public static Process startChurn(Path tempDir) throws IOException {
        String java = new File(System.getProperty("java.home"), "bin/java").getPath();
        String classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classPath, HandOverRuns.class.getName(), tempDir.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** What runs in the JVM. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            System.out.println("started");
            churn(arguments[0]);
            return;
        }
        String path = "";
        String report;
        try {
            KernelBtf btf = BtfResolver.builder()
                    .hostRoot(arguments[0])
                    .bundleFiles(arguments[1])
                    .tempDir(arguments[2])
                    .handOver(HandOverMode.valueOf(arguments[3]))
                    .resolve();
            path = btf.customPath().orElse("");
            report = btf.resolution().toString();
        } catch (BtfNotFoundException e) {
            report = e.getMessage() + "\nleft behind: "
                    + Arrays.toString(new File(arguments[2]).list((dir, name) -> name.startsWith("btf-resolver-")));
        }
        System.out.println("path\n" + path + "\n" + report + "\n.");
        System.in.read();
        Runtime.getRuntime().halt(0);
    }
}
