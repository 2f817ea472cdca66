// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.testing.Accepted;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a BTF that was accepted: all that can be, or, where inputs come by the million, one thing that the input
 * chooses.
 */
public final class Use {
    private static final int SELDOM = 7;

    /** In place of a choice. */
    static final int ALL = -1;

    private static final boolean SAMPLED = Boolean.getBoolean("btf.fuzz.sampled");

    private Use() {}

    static boolean sampled() {
        return SAMPLED;
    }

    /** One of some, the same for the same input. */
    static int choice(byte[] input, int some) {
        return (Arrays.hashCode(input) & Integer.MAX_VALUE) % some;
    }

    /** A kernel's. */
    public static void of(Btf btf, byte[] input) throws IOException {
        of(btf, null, input);
    }

    /** The same for a target that mostly changes what is around the BTF. */
    public static void seldom(Btf btf, byte[] input) throws IOException {
        if (!SAMPLED || choice(input, SELDOM) == 0) {
            of(btf, input);
        }
    }

    /** A kernel's; or a module's, with the index of its kernel. */
    static void of(Btf btf, @Nullable CandidateIndex kernel, byte[] input) throws IOException {
        int choice = SAMPLED ? choice(input, Accepted.USES + 1) : ALL;
        if (choice == ALL) {
            Accepted.btf(btf);
        } else if (choice < Accepted.USES) {
            Accepted.btf(btf, choice);
        }
        if (choice == ALL || choice == Accepted.USES) {
            SmallKernel.relocate(kernel == null ? new CandidateIndex(btf) : kernel);
        }
    }
}
