// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.util.List;

/**
 * What sources hold.
 *
 * @param kernels in the order of the sources; in a source, sorted
 * @param sources in their order; the sum of their kernels is the number of kernels
 * @param rejected files that look like kernel BTFs but cannot be used
 */
public record FoundKernels(List<SourcedKernel> kernels, List<SourceRecord> sources, List<RejectedInput> rejected) {
    public FoundKernels {
        kernels = List.copyOf(kernels);
        sources = List.copyOf(sources);
        rejected = List.copyOf(rejected);
    }
}
