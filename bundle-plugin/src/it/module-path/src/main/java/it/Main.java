// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package it;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import io.github.btfresolver.loader.LibbpfOpenOptions;

/** Says what was found, and from which module. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try (KernelBtf btf = BtfResolver.forRunningKernel()) {
            System.out.println(BtfResolver.class.getModule() + ": " + btf.resolution().summary());
            System.out.println("options of " + new LibbpfOpenOptions("path").size() + " bytes");
        }
    }
}
