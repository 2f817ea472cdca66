// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseOrderTest {
    private final ReleaseOrder order = new ReleaseOrder();

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({
        "5.4.0-9-generic, 5.4.0-42-generic",
        "5.4.0-99-generic, 5.4.0-100-generic",
        "5.4.0-42-aws, 5.4.0-42-generic",
        "5.9.0, 5.10.0",
        "4.19, 4.19.1",
        "3.10.0-1160.el7.x86_64, 3.10.0-1160.45.1.el7.x86_64",
        "4.4.103-6.33-default, 4.4.103-6.33.1-default",
        "5.3.18-59.40-default, 5.3.18-150300.59.43-default",
        "99999999999999999999998, 99999999999999999999999",
        "9, 99999999999999999999999",
        "5.042, 5.42",
        "'', 0",
    })
    void a_release_is_before_another(String older, String newer) {
        assertEquals(-1, Integer.signum(order.compare(older, newer)));
        assertEquals(1, Integer.signum(order.compare(newer, older)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5.4.0-42-generic", "007"})
    void a_release_is_equal_to_itself(String release) {
        assertEquals(0, order.compare(release, String.valueOf(release.toCharArray())));
    }
}
