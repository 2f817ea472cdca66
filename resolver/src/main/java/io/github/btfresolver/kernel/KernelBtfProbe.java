// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.file.BtfFile;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether the kernel exports its own BTF: there, readable, and with a header that fits the file's length. The file has
 * megabytes, and this runs at the start of every agent, so no more than the header is read.
 */
public final class KernelBtfProbe {
    /** Where the kernel exports it. */
    public static final String PATH = "/sys/kernel/btf/vmlinux";

    /** Why it is taken. */
    public static final String REASON = "the kernel's own";

    private static final int HEADER_LENGTH = 32;

    private KernelBtfProbe() {}

    /** Looks below a root. */
    public static Finding probe(HostRoot root) {
        Finding problem = problem(root);
        return problem == null ? Finding.found(root.file(PATH).getPath(), REASON, null) : problem;
    }

    /** The same, for who needs to be told only when it is not there, or of no use; null when it is. */
    public static @Nullable Finding problem(HostRoot root) {
        File file = root.file(PATH);
        String path = file.getPath();
        try {
            if (!file.isFile()) {
                if (file.isDirectory()) {
                    return Finding.failed(path, "is a directory");
                }
                if (!file.exists()) {
                    return Finding.absent(file);
                }
            }
            byte[] start = readStart(file);
            BtfHeader.parse(start, size(file, start), path);
            return null;
        } catch (
                Exception
                        e) { // an IOException or a RuntimeException; by name, the verifier would load it at every start
            return Finding.of(path, e);
        }
    }

    /** Here and not in {@link BtfFile}, which with what it knows of ELF is more than an agent should have to load. */
    private static byte[] readStart(File file) throws IOException {
        byte[] start = new byte[HEADER_LENGTH];
        int size = 0;
        try (InputStream in = new FileInputStream(file)) {
            for (int n; size < HEADER_LENGTH && (n = in.read(start, size, HEADER_LENGTH - size)) > 0; ) {
                size += n;
            }
        }
        return Arrays.copyOf(start, size);
    }

    /** A file of {@code /sys} may report no length although it has contents: then reading it is the only way to tell. */
    private static long size(File file, byte[] start) throws IOException {
        long length = file.length();
        return length == 0 && start.length > 0 ? BtfFile.readAll(file).length : length;
    }
}
