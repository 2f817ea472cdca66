// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sscanf() takes as a number; more is in {@link FieldAccessTest}. */
class AccessStringTest {
    @Test
    void white_space_before_a_number_is_passed_over() throws RelocationException {
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 90}, AccessString.parse("0:\t1:\n2:\u000b3:\f4:\r5: \t90"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0:\u00081", "0:\u000e1", "0:!1", "0:\u001f1", "0:1/", "0:1:;", "0:\u00a01", "0:21474836470"})
    void other_characters_are_not(String access) {
        assertThrows(RelocationException.class, () -> AccessString.parse(access));
    }
}
