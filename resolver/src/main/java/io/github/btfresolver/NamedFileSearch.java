// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.kernel.Finding;
import io.github.btfresolver.kernel.ForeignFile;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.VmlinuxFile;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** The part of a search that looks into the file that somebody named. */
final class NamedFileSearch {
    private final Settings settings;
    private final Search search;

    NamedFileSearch(Settings settings, Search search) {
        this.settings = settings;
        this.search = search;
    }

    /** The BTF of the file that somebody named; null when it is of no use, which ends the search. */
    @Nullable
    KernelBtf run(String file) {
        HostKernel host = search.running();
        Finding finding = VmlinuxFile.named(new File(file), host.buildId());
        FileSearch.add(search, StepNote.BTF_FILE, finding);
        if (!finding.isFound()) {
            return search.end(
                    SettingsCheck.mistake(settings, Setting.BTF_FILE, file + " cannot be used: " + finding.reason()));
        }
        for (String sign : ForeignFile.signs(finding, host)) {
            search.warn(sign);
        }
        return KernelBtf.inFile(search, file, file, finding.btf());
    }
}
