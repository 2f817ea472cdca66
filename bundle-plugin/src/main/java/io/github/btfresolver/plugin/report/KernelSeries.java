// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import java.util.List;

/**
 * The kernels of one platform that are builds of one kernel version and flavour.
 *
 * @param name as {@link io.github.btfresolver.kernel.ReleaseSeries} has it; empty for the rest: releases of no series, in the
 *     order of their names
 * @param runs oldest release first; two neighbours differ in layout
 */
record KernelSeries(String name, List<KernelRun> runs) {
    KernelSeries {
        runs = List.copyOf(runs);
    }

    int kernels() {
        return runs.stream().mapToInt(run -> run.kernels().size()).sum();
    }

    int layouts() {
        return (int) runs.stream().mapToInt(KernelRun::layout).distinct().count();
    }
}
