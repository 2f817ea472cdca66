// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import java.util.List;

/**
 * Kernels of which something is said.
 *
 * @param number by which the report refers to it
 * @param layouts that they have, ascending; whatever has one of these layouts is in the set
 * @param kernels how many they are
 */
record KernelSet(int number, List<Integer> layouts, int kernels) {
    KernelSet {
        layouts = List.copyOf(layouts);
    }

    boolean isEmpty() {
        return kernels == 0;
    }
}
