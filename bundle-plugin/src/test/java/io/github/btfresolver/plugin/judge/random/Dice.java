// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance, by the questions that a generator asks of it. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    boolean perMille(int chance) {
        return random.nextInt(1000) < chance;
    }

    /** From 0 to below a limit. */
    int below(int limit) {
        return random.nextInt(limit);
    }

    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    long number() {
        return random.nextLong();
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> void shuffle(List<T> list) {
        Collections.shuffle(list, random);
    }
}
