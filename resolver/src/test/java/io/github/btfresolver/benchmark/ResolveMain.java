// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import java.io.IOException;

/** A program, or an agent, that does nothing but resolve, once, and prints how many nanoseconds the call took. */
public final class ResolveMain {
    private ResolveMain() {}

    public static void premain(String options) throws IOException {
        main(new String[0]);
    }

    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        KernelBtf btf = BtfResolver.forRunningKernel();
        long nanos = System.nanoTime() - start;
        btf.close();
        System.out.println(nanos);
    }
}
