// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetMapTest {
    @Test
    void it_has_what_was_put_there_and_no_more() {
        Random random = new Random(7);
        Map<Integer, Integer> expected = new HashMap<>();
        OffsetMap map = new OffsetMap();
        for (int i = 0; i < 20_000; i++) {
            int offset = random.nextInt(i % 2 == 0 ? 30_000 : Integer.MAX_VALUE);
            assertEquals(expected.getOrDefault(offset, -1), map.get(offset));
            if (expected.putIfAbsent(offset, i) == null) {
                map.put(offset, i);
            }
        }
        expected.forEach((offset, value) -> assertEquals(value, map.get(offset)));
    }
}
