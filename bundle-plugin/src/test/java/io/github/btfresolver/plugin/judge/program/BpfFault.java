// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.program;

/** A program does what the kernel's verifier would not let it do. */
final class BpfFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BpfFault(String message) {
        super(message);
    }
}
