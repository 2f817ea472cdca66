// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import java.util.List;

/**
 * Neighbours in a series that share a layout.
 *
 * @param layout its number in the bundle
 * @param kernels their numbers in the bundle, oldest release first; not empty
 */
record KernelRun(int layout, List<Integer> kernels) {
    KernelRun {
        kernels = List.copyOf(kernels);
    }

    int first() {
        return kernels.get(0);
    }

    int last() {
        return kernels.get(kernels.size() - 1);
    }
}
