// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

/** Whether the kernel exports its own BTF. A start only takes the constants from here, which needs no class. */
public final class KernelBtfProbe {
    /** Where the kernel exports it. */
    public static final String PATH = "/sys/kernel/btf/vmlinux";

    /** Why it is taken. */
    public static final String REASON = "the kernel's own";

    private KernelBtfProbe() {}

    /** Looks below a root, see {@link HostRoot#btfProblem}. */
    public static Finding probe(HostRoot root) {
        Finding problem = root.btfProblem(PATH);
        return problem == null ? Finding.found(root.file(PATH).getPath(), REASON, null) : problem;
    }
}
