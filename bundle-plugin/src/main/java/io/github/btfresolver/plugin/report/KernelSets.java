// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.bundle.Bundle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sets of kernels of a report: equal ones are one. */
final class KernelSets {
    private final int[] kernels;
    private final Map<BitSet, KernelSet> sets = new LinkedHashMap<>();

    KernelSets(Bundle bundle) {
        kernels = new int[bundle.layoutCount()];
        for (int i = 0; i < bundle.kernelCount(); i++) {
            kernels[bundle.layoutOf(i)]++;
        }
    }

    /** The kernels that have one of these layouts. */
    KernelSet of(BitSet layouts) {
        KernelSet known = sets.get(layouts);
        if (known == null) {
            List<Integer> numbers = layouts.stream().boxed().toList();
            int count = numbers.stream().mapToInt(layout -> kernels[layout]).sum();
            known = new KernelSet(sets.size(), numbers, count);
            sets.put((BitSet) layouts.clone(), known);
        }
        return known;
    }

    /** How many kernels have a layout. */
    int kernels(int layout) {
        return kernels[layout];
    }

    /** All that were asked for, by number. */
    List<KernelSet> all() {
        return new ArrayList<>(sets.values());
    }
}
