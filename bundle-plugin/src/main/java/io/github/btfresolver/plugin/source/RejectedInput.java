// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

/**
 * A file that looks like a kernel BTF and is passed over.
 *
 * @param input its path, as the user knows it
 * @param reason why
 */
public record RejectedInput(String input, String reason) {
    /** The input and the reason, which mostly begins with the input. */
    @Override
    public String toString() {
        return reason.startsWith(input) ? reason : input + ": " + reason;
    }
}
