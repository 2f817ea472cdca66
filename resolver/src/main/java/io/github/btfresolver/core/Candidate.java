// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;

/** A type of the target that a local type may stand for. Immutable. */
final class Candidate {
    /** The kernel's BTF or a module's. */
    final Btf btf;

    final int id;

    Candidate(Btf btf, int id) {
        this.btf = btf;
        this.id = id;
    }

    @Override
    public String toString() {
        return "type " + id + " of " + btf.source();
    }
}
