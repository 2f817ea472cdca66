// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.KernelSource;
import io.github.btfresolver.plugin.source.SourceSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * What to bundle.
 *
 * @param name of the bundle
 * @param objects the application's compiled BPF objects
 * @param sources of kernel BTFs, see {@link KernelSource#find}
 * @param base what relative paths in sources are relative to
 * @param sourceSettings what sources on the network need
 * @param filter of the kernels that are wanted
 * @param failOnBadSource whether an input that cannot be used fails the whole, or is reported and passed over
 * @param threads how many kernels are worked on at once; 0 for as many as there are processors
 * @param maxSize of the bundle in bytes: a larger one is an error
 */
public record BundleRequest(
        String name,
        List<File> objects,
        List<String> sources,
        Path base,
        SourceSettings sourceSettings,
        KernelFilter filter,
        boolean failOnBadSource,
        int threads,
        long maxSize) {
    /** 1 MB. */
    public static final long MAX_SIZE = 1 << 20;

    public BundleRequest {
        objects = List.copyOf(objects);
        sources = List.copyOf(sources);
        threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
