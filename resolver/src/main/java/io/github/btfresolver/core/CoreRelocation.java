// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfStrings;
import org.jspecify.annotations.Nullable;

/** One relocation record of a BPF object ({@code struct bpf_core_relo}). Immutable. */
public final class CoreRelocation {
    private final Btf btf;
    private final int sectionNameOffset;
    private final int instructionOffset;
    private final int typeId;
    private final int accessOffset;
    private final int kindNumber;

    CoreRelocation(
            Btf btf, int sectionNameOffset, int instructionOffset, int typeId, int accessOffset, int kindNumber) {
        this.btf = btf;
        this.sectionNameOffset = sectionNameOffset;
        this.instructionOffset = instructionOffset;
        this.typeId = typeId;
        this.accessOffset = accessOffset;
        this.kindNumber = kindNumber;
    }

    /** Name of the ELF section that holds the instruction; null when the record names none that can be read. */
    public @Nullable String section() {
        return string(sectionNameOffset);
    }

    /** Where the instruction stands, in bytes from the start of the section; unsigned. */
    public int instructionOffset() {
        return instructionOffset;
    }

    /** The type in the object's BTF; not checked, may be out of range. */
    public int typeId() {
        return typeId;
    }

    /** The access string; null when the record's string offset is out of range. */
    public @Nullable String access() {
        return string(accessOffset);
    }

    public int kindNumber() {
        return kindNumber;
    }

    /** Null for a kind that this code does not know. */
    public @Nullable RelocationKind kind() {
        return RelocationKind.of(kindNumber);
    }

    /** Whether {@link #typeId()} names a type of the object's BTF. */
    public boolean hasType() {
        return Integer.compareUnsigned(typeId, btf.typeCount()) < 0;
    }

    /** The type in C's words, such as {@code struct task_struct}, for messages. */
    public String typeName() {
        return hasType() ? btf.type(typeId).toString() : "type id " + Integer.toUnsignedString(typeId);
    }

    /** The types of the object that it belongs to. */
    Btf btf() {
        return btf;
    }

    private @Nullable String string(int offset) {
        BtfStrings strings = btf.strings();
        return strings.contains(offset) ? strings.get(offset) : null;
    }

    /** As libbpf begins its log lines: {@code <byte_off> [42] struct task_struct (0:5)}. */
    @Override
    public String toString() {
        RelocationKind kind = kind();
        return "<" + (kind == null ? "kind " + kindNumber : kind.text()) + "> [" + Integer.toUnsignedString(typeId)
                + "] " + typeName() + " (" + access() + ")";
    }
}
