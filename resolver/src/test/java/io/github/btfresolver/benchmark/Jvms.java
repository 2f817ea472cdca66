// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The JVMs of this machine: those where Debian installs them, and those in directories of {@code -Dbtf.jvms=DIR,DIR}. */
final class Jvms {
    /** The version of the one that runs this. */
    static final int JAVA =
            Integer.parseInt(System.getProperty("java.specification.version").replace("1.8", "8"));

    private Jvms() {}

    /** The home of each, once whatever links there are to it. */
    static List<File> find() throws IOException {
        List<File> homes = new ArrayList<>();
        File[] installed = new File("/usr/lib/jvm").listFiles();
        for (File home : installed == null ? new File[0] : installed) {
            homes.add(home);
        }
        String named = System.getProperty("btf.jvms", "");
        for (String home : named.isEmpty() ? new String[0] : named.split(",", -1)) {
            if (!java(new File(home)).canExecute()) {
                throw new IOException("btf.jvms: " + home + " has no bin/java");
            }
            homes.add(new File(home));
        }
        TreeSet<File> unique = new TreeSet<>();
        for (File home : homes) {
            if (java(home).canExecute()) {
                unique.add(home.getCanonicalFile());
            }
        }
        return new ArrayList<>(unique);
    }

    static File java(File home) {
        return new File(home, "bin/java");
    }
}
