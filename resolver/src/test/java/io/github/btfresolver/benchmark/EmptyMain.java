// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

/** A program that does nothing: what a start costs without us. */
public final class EmptyMain {
    private EmptyMain() {}

    public static void main(String[] arguments) {}
}
