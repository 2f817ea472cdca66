// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.KernelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of one tree in BTFHub's layout, whatever holds the tree. Files without one of the suffixes are ignored, among
 * them BTFHub's markers {@code .failed} and {@code .hasbtf}.
 */
final class TreeKernels {
    private final KernelFilter filter;
    private final List<SourcedKernel> kernels = new ArrayList<>();
    private final List<RejectedInput> rejected = new ArrayList<>();
    private int filtered;

    TreeKernels(KernelFilter filter) {
        this.filter = filter;
    }

    /**
     * Takes a file of the tree for what its name says.
     *
     * @param problem why it cannot be read, if it is a kernel that is wanted; null when nothing is known against it
     */
    void add(FileName name, String origin, @Nullable String problem, KernelInput input) {
        if (!name.hasSuffix()) {
            return;
        }
        KernelId id = name.key();
        if (id == null) {
            reject(origin, "expected a path " + SourceSpec.KEY_FORM + " with a known architecture");
        } else if (!filter.accepts(id)) {
            filtered++;
        } else if (problem != null) {
            reject(origin, problem);
        } else {
            kernels.add(new SourcedKernel(id, origin, input));
        }
    }

    void reject(String origin, String reason) {
        rejected.add(new RejectedInput(origin, reason));
    }

    /** Sorted by path: the order of a directory is the file system's; by UTF-16 it is the same on every machine. */
    List<SourcedKernel> kernels() {
        kernels.sort(Comparator.comparing(SourcedKernel::origin));
        return kernels;
    }

    /** Sorted by path. */
    List<RejectedInput> rejected() {
        rejected.sort(Comparator.comparing(RejectedInput::input));
        return rejected;
    }

    /** How many kernels are not wanted. */
    int filtered() {
        return filtered;
    }

    boolean isEmpty() {
        return kernels.isEmpty() && rejected.isEmpty() && filtered == 0;
    }
}
