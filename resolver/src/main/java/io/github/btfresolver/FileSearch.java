// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.kernel.Finding;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.VmlinuxFiles;
import org.jspecify.annotations.Nullable;

/** The part of a search that looks into libbpf's vmlinux files. */
final class FileSearch {
    private final Search search;

    FileSearch(Search search) {
        this.search = search;
    }

    /**
     * The BTF of one of libbpf's vmlinux files; null when there is none.
     *
     * @param kernels why the kernel's own will not do
     */
    @Nullable
    KernelBtf inPlaceOf(Finding kernels) {
        add(search, StepNote.KERNEL, kernels);
        HostKernel host = search.running();
        for (Finding finding : VmlinuxFiles.probe(search.root(), host.release(), host.buildId())) {
            add(search, StepNote.VMLINUX, finding);
            if (finding.isFound()) {
                return KernelBtf.inFile(search, finding.path(), finding.path(), finding.btf());
            }
        }
        return null;
    }

    /** Records what was found in a file. */
    static void add(Search search, String source, Finding finding) {
        String outcome = finding.isFound()
                ? StepNote.CHOSEN
                : finding.isAbsent() ? StepNote.ABSENT : finding.isFailed() ? StepNote.FAILED : StepNote.PASSED_OVER;
        search.add(source, finding.path(), outcome, finding.reason());
    }
}
