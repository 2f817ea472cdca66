// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package it;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;

/** Says what was found, and with what. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try (KernelBtf btf = BtfResolver.forRunningKernel()) {
            System.out.println(BtfResolver.class.getName() + ": " + btf.resolution().summary());
        }
    }
}
