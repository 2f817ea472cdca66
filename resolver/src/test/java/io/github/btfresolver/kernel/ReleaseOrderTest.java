// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseOrderTest {
    private static final List<String> SORTED = Arrays.asList(
            "",
            "2.6.32-754.el6.x86_64",
            "3.10.0-957.el7.x86_64",
            "3.10.0-957.1.3.el7.x86_64",
            "3.10.0-1062.el7.x86_64",
            "4.0.0-0.rc7.git1.1.el7.aarch64",
            "4.0.0-1.el7.aarch64",
            "4.4.73-5-default",
            "4.4.73-5.1-default",
            "4.4.103-6.33-default",
            "4.4.103-6.33.1-default",
            "4.15-rc9",
            "4.15",
            "4.15.0-rc1",
            "4.15.0-rc2",
            "4.15.0-rc10",
            "4.15.0-rc10-custom",
            "4.15.0",
            "4.15.0-arc1",
            "4.15.0-rc",
            "4.15.0-rcu",
            "4.15.0-20-aws",
            "4.15.0-20-generic",
            "4.15.0-112-generic",
            "4.15.1",
            "5.4-1",
            "5.4.0-050400rc1-generic",
            "5.4.0-050400-generic",
            "5.4.28-200.el7",
            "5.4.28-200.el7.aarch64",
            "5.4.99999999999999999998",
            "5.4.99999999999999999999",
            "5.10.0",
            "5.10.0-1~rc1",
            "05.10.0-1",
            "5.10.0-1",
            "5.10.0-1+",
            "5.10.0-1~x");

    @Test
    void every_pair_is_in_this_order() {
        ReleaseOrder order = new ReleaseOrder();
        for (int i = 0; i < SORTED.size(); i++) {
            for (int j = 0; j < SORTED.size(); j++) {
                int found = Integer.signum(order.compare(SORTED.get(i), SORTED.get(j)));
                assertEquals(Integer.compare(i, j), found, SORTED.get(i) + " and " + SORTED.get(j));
            }
        }
    }
}
