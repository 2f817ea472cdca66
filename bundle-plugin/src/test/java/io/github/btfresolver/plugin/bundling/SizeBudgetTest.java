// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.btfresolver.kernel.KernelId;
import org.junit.jupiter.api.Test;

class SizeBudgetTest {
    private final SizeBudget budget = new SizeBudget();

    @Test
    void what_is_within_the_budget_passes() {
        assertDoesNotThrow(() -> budget.check("x", 1000, "maxBundleSize", 1000));
    }

    @Test
    void what_is_over_it_fails_with_the_distributions_largest_first_and_equals_by_name() {
        byte[] shared = new byte[100];
        add("ubuntu", "18.04", "1", shared);
        add("ubuntu", "18.04", "2", shared);
        add("ubuntu", "18.04", "3", new byte[100]);
        add("debian", "10", "1", new byte[300]);
        add("ubuntu", "16.04", "1", shared);
        add("", "", "1", new byte[100]);

        BundlingException e =
                assertThrows(BundlingException.class, () -> budget.check("x", 1001, "--max-bundle-size", 1000));

        assertEquals("""
                bundle x has 1001 bytes, over --max-bundle-size, 1000: choose fewer kernels, or raise it. Before compression:
                  debian/10: 300 bytes in 1 layout of 1 kernel
                  ubuntu/18.04: 200 bytes in 2 layouts of 3 kernels
                  -/-: 100 bytes in 1 layout of 1 kernel
                  ubuntu/16.04: 100 bytes in 1 layout of 1 kernel""", e.getMessage());
    }

    private void add(String id, String versionId, String release, byte[] layout) {
        budget.add(new KernelId(id, versionId, "x86_64", release, null), layout);
    }
}
