// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.file.BtfFile;
import java.io.File;
import java.io.IOException;
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
            byte[] start = root.start(PATH, BtfHeader.LENGTH_WITH_LAYOUT);
            BtfHeader.parse(start, size(file, start), path);
            return null;
        } catch (
                Exception
                        e) { // an IOException or a RuntimeException; by name, the verifier would load it at every start
            return Finding.of(path, e);
        }
    }

    /** A file of {@code /sys} may report no length although it has contents: then reading it is the only way to tell. */
    private static long size(File file, byte[] start) throws IOException {
        long length = file.length();
        return length == 0 && start.length > 0 ? BtfFile.readAll(file).length : length;
    }
}
