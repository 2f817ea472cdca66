// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.core.Guard;
import org.jspecify.annotations.Nullable;

/** One thing to know about a BPF object before it is loaded with a BTF on this kernel. Immutable. */
public final class ObjectFinding {
    /** How much it matters. */
    public enum Severity {
        /** libbpf or the kernel will refuse the object, or it must not be loaded with this BTF. */
        ERROR,
        /** It may be refused. */
        WARNING,
        /** Nothing is in the way, as long as the text is heeded. */
        NOTE
    }

    /** What it is about. */
    public enum Kind {
        /** A program whose attach target is in the kernel's own BTF, which there is not. */
        PROGRAM_NEEDS_KERNEL_BTF,
        /** A typed ksym, kfunc or struct_ops map: it is in the kernel's own BTF, which there is not. */
        SYMBOL_NEEDS_KERNEL_BTF,
        /** A program that calls helpers with types of the kernel's own BTF, which there is not. */
        HELPER_NEEDS_KERNEL_BTF,
        /** A program that replaces a function of another one. */
        PROGRAM_NEEDS_TARGET,
        /** A relocation whose type, field or enumerator this kernel does not have. */
        RELOCATION_POISONED,
        /** A relocation to the id of a type, which only the kernel's own BTF has. */
        RELOCATION_NEEDS_KERNEL_BTF,
        /** A relocation for which libbpf refuses the object: it is ambiguous, or malformed. */
        RELOCATION_ERROR,
        /** The bundle that the BTF is from was not made for this object. */
        STALE_BUNDLE,
        /** The libbpf is too old for the way in which the BTF is given to it, or for what is in the BTF. */
        LIBBPF_TOO_OLD
    }

    private final Severity severity;
    private final Kind kind;
    private final String text;
    private final String reason;
    private final @Nullable String section;
    private final @Nullable String program;
    private final @Nullable String relocation;
    private final @Nullable Guard guard;

    private ObjectFinding(
            Severity severity,
            Kind kind,
            String text,
            String reason,
            @Nullable String section,
            @Nullable String program,
            @Nullable String relocation,
            @Nullable Guard guard) {
        this.severity = severity;
        this.kind = kind;
        this.text = text;
        this.reason = reason;
        this.section = section;
        this.program = program;
        this.relocation = relocation;
        this.guard = guard;
    }

    static ObjectFinding ofObject(Severity severity, Kind kind, String text) {
        return new ObjectFinding(severity, kind, text, text, null, null, null, null);
    }

    static ObjectFinding ofProgram(
            Severity severity, Kind kind, String section, String program, String reason, String text) {
        return new ObjectFinding(severity, kind, text, reason, section, program, null, null);
    }

    static ObjectFinding ofRelocation(
            Severity severity,
            Kind kind,
            @Nullable String section,
            @Nullable String program,
            String relocation,
            @Nullable Guard guard,
            String reason,
            String text) {
        return new ObjectFinding(severity, kind, text, reason, section, program, relocation, guard);
    }

    public Severity severity() {
        return severity;
    }

    public Kind kind() {
        return kind;
    }

    /** What is found, why it matters, and what to do: one line for people. */
    public String text() {
        return text;
    }

    /** What is found, without what it is found of, and without what follows from it. */
    public String reason() {
        return reason;
    }

    /** The section of code that it is about; null when it is about the whole object. */
    public @Nullable String section() {
        return section;
    }

    /** The program or subprogram that it is about; null when it is about the whole object, or has no name. */
    public @Nullable String program() {
        return program;
    }

    /** What a relocation asks for, such as {@code struct task_struct.pid}; null when it is about none. */
    public @Nullable String relocation() {
        return relocation;
    }

    /** Whether programs are kept from a poisoned instruction; null when it is about none. */
    public @Nullable Guard guard() {
        return guard;
    }

    @Override
    public String toString() {
        return severity + " " + kind + ": " + text;
    }
}
