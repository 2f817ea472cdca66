// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package it;

import io.github.btfresolver.BtfNotFoundException;
import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;

/** What runs beside the library. */
public final class Resolve {
    private Resolve() {}

    /** Resolves with bundles from a loader, or, when it is null, from where they are looked for; says how it went. */
    public static String run(ClassLoader bundles) {
        BtfResolver.Builder builder = BtfResolver.builder();
        if (bundles != null) {
            builder.classLoader(bundles);
        }
        try (KernelBtf btf = builder.resolve()) {
            return btf.resolution().summary();
        } catch (BtfNotFoundException e) {
            return e.resolution().summary();
        }
    }
}
