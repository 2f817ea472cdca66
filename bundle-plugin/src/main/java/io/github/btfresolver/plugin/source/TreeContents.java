// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.KernelId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tree in BTFHub's layout holds, wherever it lies. Files without one of the suffixes are ignored, among them its
 * markers {@code .failed} and {@code .hasbtf}.
 */
final class TreeContents {
    private final KernelFilter filter;
    private final List<SourcedKernel> kernels = new ArrayList<>();
    private final List<RejectedInput> rejected = new ArrayList<>();
    private int filtered;

    TreeContents(KernelFilter filter) {
        this.filter = filter;
    }

    /**
     * The kernel of a file; null when it is ignored, rejected or not wanted.
     *
     * @param path absolute
     * @param origin the file, as the user knows it
     */
    @Nullable
    KernelId wanted(Path path, String origin) {
        if (!FileName.hasSuffix(path)) {
            return null;
        }
        KernelId id = FileName.key(path);
        if (id == null) {
            reject(origin, "expected a path " + SourceSpec.KEY_FORM + " with a known architecture");
            return null;
        }
        if (!filter.accepts(id)) {
            filtered++;
            return null;
        }
        return id;
    }

    void add(SourcedKernel kernel) {
        kernels.add(kernel);
    }

    void reject(String origin, String reason) {
        rejected.add(new RejectedInput(origin, reason));
    }

    /** Whether there is nothing that looks like a kernel BTF. */
    boolean isEmpty() {
        return kernels.isEmpty() && rejected.isEmpty() && filtered == 0;
    }

    /** Sorted by origin. The order of a directory is the file system's; by UTF-16 it is the same on every machine. */
    List<SourcedKernel> kernels() {
        return kernels.stream()
                .sorted(Comparator.comparing(SourcedKernel::origin))
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
