// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.KernelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a tree in BTFHub's layout holds, wherever it lies. Hidden files are ignored, and those without one of the suffixes,
 * among them its markers {@code .failed} and {@code .hasbtf}.
 */
final class TreeContents {
    private final KernelFilter filter;
    private final List<SourcedKernel> kernels = new ArrayList<>();
    private final List<SourcedKernel> byUname = new ArrayList<>();
    private final List<RejectedInput> rejected = new ArrayList<>();
    private int filtered;

    TreeContents(KernelFilter filter) {
        this.filter = filter;
    }

    /**
     * Which kernel a file is of; null when it is ignored, rejected or not wanted.
     *
     * @param origin the file, as the user knows it
     */
    @Nullable
    TreeKey wanted(FileName name, String origin) {
        if (!name.hasSuffix() || name.isHidden()) {
            return null;
        }
        TreeKey key = name.key();
        if (key.problem() != null) {
            reject(origin, key.problem());
            return null;
        }
        if (!isWanted(key.kernel()) && !isWanted(key.unameKernel())) {
            filtered++;
            return null;
        }
        return key;
    }

    private boolean isWanted(@Nullable KernelId kernel) {
        return kernel != null && filter.accepts(kernel);
    }

    /** Adds a file by each name of its kernel that is wanted. */
    void add(TreeKey key, Function<KernelId, SourcedKernel> file) {
        KernelId kernel = key.kernel();
        if (kernel != null && filter.accepts(kernel)) {
            kernels.add(file.apply(kernel));
        }
        KernelId byName = key.unameKernel();
        if (byName != null && filter.accepts(byName)) {
            byUname.add(file.apply(byName));
        }
    }

    void reject(String origin, String reason) {
        rejected.add(new RejectedInput(origin, reason));
    }

    /** Whether there is nothing that looks like a kernel BTF. */
    boolean isEmpty() {
        return kernels.isEmpty() && byUname.isEmpty() && rejected.isEmpty() && filtered == 0;
    }

    /**
     * Sorted by origin. The order of a directory is the file system's; by UTF-16 it is the same on every machine. Where the tree
     * has a file of that very name, it is that file which says what the kernel is that another file has by {@code uname -r}.
     */
    List<SourcedKernel> kernels() {
        Set<KernelId> known = kernels.stream().map(SourcedKernel::id).collect(Collectors.toSet());
        return Stream.concat(kernels.stream(), byUname.stream().filter(kernel -> !known.contains(kernel.id())))
                .sorted(Comparator.comparing(SourcedKernel::origin)
                        .thenComparing(kernel -> kernel.id().release()))
                .toList();
    }

    /** Sorted by origin. */
    List<RejectedInput> rejected() {
        return rejected.stream()
                .sorted(Comparator.comparing(RejectedInput::input))
                .toList();
    }

    /** How many kernels are not wanted. */
    int filtered() {
        return filtered;
    }
}
