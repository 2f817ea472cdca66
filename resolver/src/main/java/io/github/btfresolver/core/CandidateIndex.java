// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where candidates are looked for: in the kernel's BTF, and for a type that the kernel itself does not have, in its
 * modules' (libbpf's {@code bpf_core_find_cands()}). Made once for any number of objects. Immutable.
 */
public final class CandidateIndex {
    private final Btf kernel;
    private final List<Btf> modules;
    private final List<NameIndex> indexes = new ArrayList<>();

    public CandidateIndex(Btf kernel) {
        this(kernel, Collections.emptyList());
    }

    /**
     * With modules.
     *
     * @param modules split BTFs on the kernel's, in the order in which the kernel knows them
     */
    public CandidateIndex(Btf kernel, List<Btf> modules) {
        this.kernel = kernel;
        this.modules = Collections.unmodifiableList(new ArrayList<>(modules));
        indexes.add(new NameIndex(kernel));
        for (Btf module : modules) {
            indexes.add(new NameIndex(module));
        }
    }

    /** The kernel's BTF. */
    public Btf kernel() {
        return kernel;
    }

    public List<Btf> modules() {
        return modules;
    }

    /**
     * The types that a local type may stand for: of a compatible kind, unresolved, and with the same essential name.
     *
     * @return none for a type without a name
     */
    List<Candidate> candidates(Btf local, int typeId) {
        List<Candidate> found = new ArrayList<>();
        if (local.strings().isEmpty(local.nameOffset(typeId))) {
            return found;
        }
        indexes.get(0).addCandidates(local, typeId, found);
        if (found.isEmpty()) {
            for (NameIndex module : indexes.subList(1, indexes.size())) {
                module.addCandidates(local, typeId, found);
            }
        }
        return found;
    }
}
