// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A kernel whose BTF can be had.
 *
 * @param id which kernel
 * @param origin where its BTF is, as the user knows it
 * @param file where its BTF is
 */
public record SourcedKernel(KernelId id, String origin, Path file) {
    /**
     * Reads its BTF, anew each time.
     *
     * @throws IOException when it cannot be read, or holds none; the message names the file
     */
    public Btf read() throws IOException {
        return KernelFileReader.read(file);
    }
}
