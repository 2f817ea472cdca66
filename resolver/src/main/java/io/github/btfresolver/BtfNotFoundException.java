// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import java.io.IOException;

/**
 * There is no BTF for the running kernel, or what somebody set cannot be used. The message has everything: what was tried,
 * how each ended, and what would help.
 */
public final class BtfNotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Resolution resolution;

    private BtfNotFoundException(Resolution resolution) {
        super(resolution.toString());
        this.resolution = resolution;
    }

    /** Throws one; here, because a class with a throw statement makes the verifier load what it throws. */
    @SuppressWarnings("DoNotCallSuggester") // is called where there is nothing else to do
    static KernelBtf raise(Resolution resolution) throws BtfNotFoundException {
        throw new BtfNotFoundException(resolution);
    }

    /** How the search went. */
    public Resolution resolution() {
        return resolution;
    }
}
