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
 * @param origin where its BTF is, as the user knows it: a file, or {@code ARCHIVE!/ENTRY}
 * @param input where its BTF is
 */
public record SourcedKernel(KernelId id, String origin, KernelInput input) {
    /** A kernel whose BTF is a file of its own. */
    static SourcedKernel of(KernelId id, Path file) {
        return new SourcedKernel(id, file.toString(), () -> KernelFileReader.read(file));
    }

    /**
     * Reads its BTF, anew each time, as long as the {@link FoundKernels} that it is from are not closed.
     *
     * @throws IOException when it cannot be read, or holds none; the message names it
     */
    public Btf read() throws IOException {
        return input.read();
    }
}
