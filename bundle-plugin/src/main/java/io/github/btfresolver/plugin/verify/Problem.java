// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

/**
 * Something about an artifact that is wrong, or may be.
 *
 * @param kind decides, with the user, whether it is an error
 * @param text a sentence that names the file, without a full stop
 */
public record Problem(Kind kind, String text) {
    /** What it is about. */
    public enum Kind {
        /** Bundles, their list and the BPF objects do not belong together. */
        INCONSISTENT,
        /** A bundle was made for an object that is not there. */
        MISSING_OBJECT,
        /** A bundle has no BTF for a kernel that is required. */
        UNCOVERED_KERNEL,
        /** A relocation fails on a kernel that is required, where nothing guards it. */
        UNRESOLVED_RELOCATION,
        /** A relocation resolves on none of the kernels of the bundles that its object is in. */
        RELOCATION_WITHOUT_KERNEL,
        /** A program, or the whole object, needs a BTF of the kernel's own, which no bundle replaces. */
        NEEDS_KERNEL_BTF
    }
}
