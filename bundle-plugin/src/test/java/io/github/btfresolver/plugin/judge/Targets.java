// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge;

import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The BTFs that judges and this library are both shown. */
public final class Targets {
    private Targets() {}

    /** The archives of real kernels: those of testdata, and the corpus when {@code -Dbtf.corpus=DIR} names one. */
    public static List<File> kernels() {
        List<File> archives = new ArrayList<>(TestData.kernelArchives());
        archives.addAll(corpus());
        return archives;
    }

    /** The archives of the corpus; none, with a word about it, when there is no corpus. */
    public static List<File> corpus() {
        String corpus = System.getProperty("btf.corpus", "");
        if (corpus.isEmpty()) {
            System.out.println("SKIPPED corpus: -Dbtf.corpus=DIR names no tree of kernel BTFs");
            return List.of();
        }
        return TestData.archives(new File(corpus));
    }

    /** The small BTFs, little- and big-endian. */
    public static List<File> small() {
        return TestData.list("btf-small", ".btf");
    }

    /** A BTF as a file that a judge can read: a small one as it is, an archive unpacked into a folder. */
    public static File unpacked(File target, Path folder) {
        if (!target.getName().endsWith(".tar.xz")) {
            return target;
        }
        try {
            Path file = folder.resolve("kernel.btf");
            return Files.write(file, TestData.unpack(target)).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
