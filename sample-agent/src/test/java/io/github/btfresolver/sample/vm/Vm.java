// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the suite's scripts and files are, and how they are run. */
final class Vm {
    static final File SOURCES = folder("kernel-vm.sources");
    static final File CACHE = folder("kernel-vm.cache");
    /** Of this build: images and what the guests have said. */
    static final File TARGET = folder("kernel-vm.target");

    private static final int FINGERPRINT = 8;

    private Vm() {}

    private static File folder(String property) {
        return new File(System.getProperty(property));
    }

    /** The command that runs a script of the suite. */
    static List<String> script(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(new File(SOURCES, name).getPath());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Runs a program to its end; what it printed is in the exception if it fails. */
    static void run(List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(TARGET.toPath());
        File log = new File(TARGET, new File(command.get(0)).getName() + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new IOException(command + " has failed: " + text(log));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** The first digits of what sha256sum prints of a file of the suite. */
    static String fingerprint(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(new File(SOURCES, name).toPath());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return String.format("%064x", new BigInteger(1, digest)).substring(0, FINGERPRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    static String text(File file) throws IOException {
        return new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1);
    }
}
