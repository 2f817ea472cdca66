// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.kernel.Finding;
import io.github.btfresolver.kernel.ForeignFile;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.VmlinuxFiles;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** The part of a search that looks into files: the one that somebody named, or those of libbpf. */
final class FileSearch {
    private final Settings settings;
    private final Search search;

    FileSearch(Settings settings, Search search) {
        this.settings = settings;
        this.search = search;
    }

    /** The BTF of the file that somebody named; null when it is of no use, which ends the search. */
    @Nullable
    KernelBtf named(String file) {
        HostKernel host = search.running();
        Finding finding = VmlinuxFiles.named(new File(file), host.buildId());
        add(StepNote.BTF_FILE, finding);
        if (!finding.isFound()) {
            return search.end(
                    SettingsCheck.mistake(settings, Setting.BTF_FILE, file + " cannot be used: " + finding.reason()));
        }
        for (String sign : ForeignFile.signs(finding, host)) {
            search.warn(sign);
        }
        return KernelBtf.inFile(search, file, file, finding.btf());
    }

    /**
     * The BTF of one of libbpf's vmlinux files; null when there is none.
     *
     * @param kernels why the kernel's own will not do
     */
    @Nullable
    KernelBtf inPlaceOf(Finding kernels) {
        add(StepNote.KERNEL, kernels);
        HostKernel host = search.running();
        for (Finding finding : VmlinuxFiles.probe(search.root(), host.release(), host.buildId())) {
            add(StepNote.VMLINUX, finding);
            if (finding.isFound()) {
                return KernelBtf.inFile(search, finding.path(), finding.path(), finding.btf());
            }
        }
        return null;
    }

    private void add(String source, Finding finding) {
        String outcome = finding.isFound()
                ? StepNote.CHOSEN
                : finding.isAbsent() ? StepNote.ABSENT : finding.isFailed() ? StepNote.FAILED : StepNote.PASSED_OVER;
        search.add(source, finding.path(), outcome, finding.reason());
    }
}
