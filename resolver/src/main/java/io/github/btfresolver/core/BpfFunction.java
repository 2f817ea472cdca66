// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfStrings;
import org.jspecify.annotations.Nullable;

/** A function of a BPF object, program or subprogram ({@code struct bpf_func_info}). Immutable. */
public final class BpfFunction {
    private final Btf btf;
    private final int sectionNameOffset;
    private final int instructionOffset;
    private final int typeId;

    BpfFunction(Btf btf, int sectionNameOffset, int instructionOffset, int typeId) {
        this.btf = btf;
        this.sectionNameOffset = sectionNameOffset;
        this.instructionOffset = instructionOffset;
        this.typeId = typeId;
    }

    /** Name of the ELF section that holds it; null when the record names none that can be read. */
    public @Nullable String section() {
        BtfStrings strings = btf.strings();
        return strings.contains(sectionNameOffset) ? strings.get(sectionNameOffset) : null;
    }

    /** Where its first instruction stands, in bytes from the start of the section; unsigned. */
    public int instructionOffset() {
        return instructionOffset;
    }

    /** Its name; empty when the record's type is none, which libbpf does not check. */
    public String name() {
        return Integer.compareUnsigned(typeId, btf.typeCount()) < 0 ? btf.name(typeId) : "";
    }

    @Override
    public String toString() {
        return section() + " " + name();
    }
}
