// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

/** A bundle that cannot be made from the inputs given; the message names the input and says what to do. */
public final class BundlingException extends Exception {
    private static final long serialVersionUID = 1L;

    public BundlingException(String message) {
        super(message);
    }

    public BundlingException(String message, Throwable cause) {
        super(message, cause);
    }
}
