// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * What sources hold. Owns the archives that kernels are read from: close it when they have been read.
 *
 * @param kernels in the order of the sources; in a source, sorted
 * @param sources in their order; the sum of their kernels is the number of kernels
 * @param rejected files that look like kernel BTFs but cannot be used
 * @param archives to be closed
 */
public record FoundKernels(
        List<SourcedKernel> kernels, List<SourceRecord> sources, List<RejectedInput> rejected, List<Closeable> archives)
        implements Closeable {
    public FoundKernels {
        kernels = List.copyOf(kernels);
        sources = List.copyOf(sources);
        rejected = List.copyOf(rejected);
        archives = List.copyOf(archives);
    }

    @Override
    public void close() throws IOException {
        for (Closeable archive : archives) {
            archive.close();
        }
    }
}
