// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.demo;

/** An application whose only deed is to run to its end. */
public final class ExitApp {
    private ExitApp() {}

    public static void main(String[] arguments) {
        System.out.println("the application ran");
        System.exit(Integer.parseInt(arguments[0]));
    }
}
