// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

/** A kernel's BTF that cannot be minimized for an object; the message names both, the relocation and the reason. */
public final class MinimizationException extends Exception {
    private static final long serialVersionUID = 1L;

    public MinimizationException(String message) {
        super(message);
    }

    public MinimizationException(String message, Throwable cause) {
        super(message, cause);
    }
}
