// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** Exceptions for calls that must not be made, in a class of their own: the verifier loads what a class throws at every start. */
final class Misuse {
    private Misuse() {}

    static RuntimeException noSuch(String what, int number, int count) {
        return new IndexOutOfBoundsException(what + " " + number + " of " + count);
    }

    static RuntimeException notNow(String why) {
        return new IllegalStateException(why);
    }
}
