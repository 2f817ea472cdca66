// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.BtfStrings;
import io.github.btfresolver.btf.NameIndex;
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
    private final NameIndex kernelNames;
    private final List<NameIndex> moduleNames = new ArrayList<>();

    public CandidateIndex(Btf kernel) {
        this(kernel, Collections.emptyList());
    }

    /**
     * With modules.
     *
     * @param modules split BTFs on the kernel's, in the order in which the kernel knows them
     */
    public CandidateIndex(Btf kernel, List<Btf> modules) {
        this(kernel, modules, EssentialName::length);
    }

    /**
     * For objects that are known, which takes a part of the time.
     *
     * @param roots of all objects that are relocated against it
     */
    public CandidateIndex(Btf kernel, List<Btf> modules, RootNames roots) {
        this(kernel, modules, roots::length);
    }

    private CandidateIndex(Btf kernel, List<Btf> modules, NameIndex.Length length) {
        this.kernel = kernel;
        this.modules = Collections.unmodifiableList(new ArrayList<>(modules));
        kernelNames = new NameIndex(kernel, length);
        for (Btf module : modules) {
            moduleNames.add(new NameIndex(module, length));
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
     * @throws IllegalArgumentException for a name that is none of the roots that this was made for
     */
    List<Candidate> candidates(Btf local, int typeId) {
        List<Candidate> found = new ArrayList<>();
        if (local.strings().isEmpty(local.nameOffset(typeId))) {
            return found;
        }
        add(kernel, kernelNames, local, typeId, found);
        for (int i = 0; i < modules.size() && (i > 0 || found.isEmpty()); i++) {
            add(modules.get(i), moduleNames.get(i), local, typeId, found);
        }
        return found;
    }

    private static void add(Btf target, NameIndex names, Btf local, int typeId, List<Candidate> found) {
        BtfStrings strings = local.strings();
        int name = local.nameOffset(typeId);
        BtfKind kind = local.kind(typeId);
        for (int id = names.first(strings, name); id != 0; id = names.next(id)) {
            if (kind.isCompatibleWith(target.kind(id))
                    && EssentialName.equal(target.strings(), target.nameOffset(id), strings, name)) {
                found.add(new Candidate(target, id));
            }
        }
    }
}
