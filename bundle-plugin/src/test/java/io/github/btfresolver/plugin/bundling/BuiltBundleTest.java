// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.plugin.source.RejectedInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltBundleTest {
    @Test
    void the_summary_counts_kernels_layouts_bytes_rejected_inputs_and_time() {
        assertEquals("1 kernel, 1 layout, 2000 bytes, 0 rejected inputs, 0.5 s", summary(1, 1, 0, 500));
        assertEquals("4308 kernels, 87 layouts, 2000 bytes, 1 rejected input, 95.3 s", summary(4308, 87, 1, 95_260));
    }

    private static String summary(int kernels, int layouts, int rejected, long millis) {
        List<RejectedInput> inputs = List.of(new RejectedInput("a", "b")).subList(0, rejected);
        return new BuiltBundle(
                        new byte[2000],
                        kernels,
                        layouts,
                        List.of(),
                        new BuildFacts(inputs, Map.of(), Map.of()),
                        Duration.ofMillis(millis))
                .summary();
    }
}
