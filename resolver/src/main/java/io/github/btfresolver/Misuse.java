// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

/** Refuses calls that must not be made, from a class of its own: the verifier loads what a method throws at every start. */
final class Misuse {
    private Misuse() {}

    @SuppressWarnings("DoNotCallSuggester") // called where the misuse is found
    static void refuse(String message) {
        throw new IllegalStateException(message);
    }
}
