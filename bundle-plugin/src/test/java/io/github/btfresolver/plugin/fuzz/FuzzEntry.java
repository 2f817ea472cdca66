// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import org.jspecify.annotations.Nullable;

/** What Jazzer calls; {@code --target_args} names the target. */
public final class FuzzEntry {
    private static @Nullable FuzzTarget target;

    private FuzzEntry() {}

    public static void fuzzerInitialize(String[] arguments) throws Exception {
        target = FuzzTargets.valueOf(arguments[0]).create();
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.run(input);
    }
}
