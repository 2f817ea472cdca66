// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

/** A relocation that cannot be carried out, for which libbpf would refuse to load the whole object. */
public final class RelocationException extends Exception {
    private static final long serialVersionUID = 1L;

    public RelocationException(String message) {
        super(message);
    }

    public RelocationException(String message, Throwable cause) {
        super(message, cause);
    }
}
