// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects inputs for a target that takes what follows a 0 as it is, and anything else as a recipe. */
public final class Seeds {
    private final List<byte[]> inputs = new ArrayList<>();

    public Seeds literal(byte[] bytes) {
        byte[] input = new byte[1 + bytes.length];
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        inputs.add(input);
        return this;
    }

    /** A recipe that begins with these choices. */
    public Seeds recipe(int... choices) {
        byte[] input = new byte[1 + choices.length];
        input[0] = 1;
        for (int i = 0; i < choices.length; i++) {
            input[1 + i] = (byte) choices[i];
        }
        inputs.add(input);
        inputs.add(Arrays.copyOf(input, input.length + 16));
        return this;
    }

    public List<byte[]> list() {
        return inputs;
    }
}
