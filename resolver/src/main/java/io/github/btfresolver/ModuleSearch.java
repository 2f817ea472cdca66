// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.core.RelocationSubject;
import io.github.btfresolver.file.BtfFile;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for types that the kernel itself does not have in the BTFs of its modules, as libbpf does ({@code
 * bpf_core_find_cands()}). A module's BTF in memory has that of the kernel in it, so there is never more than one at a time but
 * those that are of use.
 */
final class ModuleSearch {
    private static final String KERNEL = "vmlinux";

    private final CandidateIndex kernel;
    private final File directory;

    /** @param directory the kernel's {@code /sys/kernel/btf}, which has a file for each module that is loaded */
    ModuleSearch(CandidateIndex kernel, File directory) {
        this.kernel = kernel;
        this.directory = directory;
    }

    /**
     * Looks for what relocations do not find.
     *
     * @return the modules that have some of it; no file is read when nothing is missing
     * @throws IOException when a module's BTF cannot be read or is malformed
     */
    List<Btf> run(List<Outcome> outcomes) throws IOException {
        List<CoreRelocation> missing = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            CoreRelocation relocation = outcome.relocation();
            if (relocation.kind() != RelocationKind.TYPE_ID_LOCAL
                    && RelocationSubject.isTypeMissing(relocation, kernel)) {
                missing.add(relocation);
            }
        }
        String[] names = missing.isEmpty() ? null : directory.list();
        return names == null ? new ArrayList<>() : having(missing, names);
    }

    private List<Btf> having(List<CoreRelocation> missing, String[] names) throws IOException {
        Arrays.sort(names);
        List<Btf> modules = new ArrayList<>();
        for (String name : names) {
            Btf module = name.equals(KERNEL) ? null : read(new File(directory, name));
            if (module != null && hasAny(module, missing)) {
                modules.add(module);
            }
        }
        return modules;
    }

    /** Null when it was unloaded meanwhile. */
    private @Nullable Btf read(File file) throws IOException {
        try {
            return BtfFile.readSplit(file, kernel.kernel());
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    private static boolean hasAny(Btf module, List<CoreRelocation> missing) {
        CandidateIndex own = new CandidateIndex(module); // of split BTF it has the module's own types only
        for (CoreRelocation relocation : missing) {
            if (!RelocationSubject.isTypeMissing(relocation, own)) {
                return true;
            }
        }
        return false;
    }
}
