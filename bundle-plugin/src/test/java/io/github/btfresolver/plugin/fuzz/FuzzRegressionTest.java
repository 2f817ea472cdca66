// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every target on its seeds, on what was once found, and on some inputs as the fuzzer would make them, the same each time. */
class FuzzRegressionTest {
    private static final int ROUNDS = 3000;
    private static final int MOST_CHANGES = 8;

    @ParameterizedTest
    @EnumSource
    void seeds_hold(FuzzTargets target) throws Exception {
        FuzzTarget reader = target.create();
        assertFalse(reader.seeds().isEmpty());
        for (byte[] seed : reader.seeds()) {
            reader.run(seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_found_holds(FuzzTargets target) throws Exception {
        FuzzTarget reader = target.create();
        for (byte[] input : target.found()) {
            reader.run(input);
        }
    }

    @ParameterizedTest
    @EnumSource
    void changed_seeds_hold(FuzzTargets target) throws Exception {
        FuzzTarget reader = target.create();
        List<byte[]> seeds = reader.seeds();
        Random random = new Random(target.name().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] seed = seeds.get(round % seeds.size());
            byte[] input = Arrays.copyOf(seed, seed.length + random.nextInt(MOST_CHANGES));
            for (int n = random.nextInt(MOST_CHANGES); n >= 0 && input.length > 0; n--) {
                input[random.nextInt(input.length)] = (byte) (random.nextInt() >> random.nextInt(32));
            }
            reader.run(input);
        }
    }
}
