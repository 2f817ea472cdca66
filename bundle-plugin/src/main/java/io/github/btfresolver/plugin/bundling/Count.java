// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

/** How many of what, in words. */
public final class Count {
    private Count() {}

    /**
     * Puts a number before a noun.
     *
     * @param singular whose plural ends with s
     */
    public static String of(long count, String singular) {
        return count + " " + singular + (count == 1 ? "" : "s");
    }
}
