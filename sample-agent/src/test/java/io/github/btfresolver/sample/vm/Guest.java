// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An emulated machine, from its start to its end, and what it has said of its cases. */
final class Guest {
    private static final int MINUTES = 15;
    private static final int MAX_BOOTS = 3;
    private static final String MARK = "KVM ";

    /** By name; only of cases that have ended. */
    final Map<String, GuestResult> results = new LinkedHashMap<>();

    boolean done;
    /** Of the guest's clock, when its first process ran. */
    String booted = "";

    private GuestResult current = new GuestResult();

    /**
     * Runs a kernel with a user land and, on top of it, the files of a folder; the console goes to a log, too. A kernel that
     * does not come to its first process is booted again: on a busy machine an emulated one may find its clocks broken.
     */
    static Guest run(VmKernel kernel, File folder, File log) throws IOException, InterruptedException {
        File initrd = new File(folder.getPath() + ".cpio");
        Vm.run(Vm.script("initrd.sh", kernel.userLand().getPath(), folder.getPath(), initrd.getPath()));
        try {
            Guest guest = boot(kernel, initrd, log);
            for (int boots = 1; boots < MAX_BOOTS && guest.booted.isEmpty(); boots++) {
                System.out.println("kernel-vm: " + kernel + " did not come to its first process: " + Vm.text(log));
                guest = boot(kernel, initrd, log);
            }
            return guest;
        } finally {
            Files.delete(initrd.toPath());
        }
    }

    private static Guest boot(VmKernel kernel, File initrd, File log) throws IOException, InterruptedException {
        List<String> command =
                Vm.script("boot.sh", kernel.arch, kernel.file("vmlinuz").getPath(), initrd.getPath());
        Process emulator = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread limit = new Thread(() -> endWhenLate(emulator), "limit");
        limit.setDaemon(true);
        limit.start();
        try {
            Guest guest = new Guest();
            guest.read(emulator, log);
            emulator.waitFor();
            return guest;
        } finally {
            emulator.destroyForcibly();
        }
    }

    private static void endWhenLate(Process emulator) {
        try {
            if (!emulator.waitFor(MINUTES, TimeUnit.MINUTES)) {
                emulator.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Process emulator, File log) throws IOException {
        try (BufferedReader console = new BufferedReader(
                        new InputStreamReader(emulator.getInputStream(), StandardCharsets.ISO_8859_1));
                Writer copy = Files.newBufferedWriter(log.toPath(), StandardCharsets.ISO_8859_1)) {
            for (String line = console.readLine(); line != null; line = console.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                int mark = line.indexOf(MARK); // firmware may have left something in front
                if (mark >= 0) {
                    accept(line.substring(mark + MARK.length()).replace("\r", ""));
                }
            }
        }
    }

    private void accept(String line) {
        String[] words = line.split(" ", -1);
        if (line.startsWith("| ")) {
            current.lines.add(line.substring(2));
        } else if (words[0].equals("BEGIN")) {
            current = new GuestResult();
        } else if (words[0].equals("END")) {
            current.exitCode = Integer.parseInt(words[2]);
            results.put(words[1], current);
        } else if (words[0].equals("BOOTED")) {
            booted = words[2];
        } else if (words[0].equals("DONE")) {
            done = true;
        }
    }
}
