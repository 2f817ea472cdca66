// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of programs that need more than CO-RE relocations, by the names of their sections (libbpf's {@code
 * section_defs} and {@code obj_needs_vmlinux_btf()}): their attach targets are looked up in the kernel's own BTF, and no
 * other will do, because the kernel must know the ids.
 */
public enum ProgramKind {
    /** Attached to the entry or exit of a function, or modifying what it returns. */
    TRACING(
            "its attach target is a function in the kernel's own BTF",
            "fentry",
            "fentry.s",
            "fexit",
            "fexit.s",
            "fmod_ret",
            "fmod_ret.s",
            "fsession",
            "fsession.s",
            "fentry.multi",
            "fentry.multi.s",
            "fexit.multi",
            "fexit.multi.s",
            "fsession.multi",
            "fsession.multi.s"),
    /** A tracepoint whose arguments have types. */
    TYPED_TRACEPOINT("its tracepoint is the typedef btf_trace_NAME in the kernel's own BTF", "tp_btf", "tp_btf.s"),
    ITERATOR("its iterator is the function bpf_iter_NAME in the kernel's own BTF", "iter", "iter.s"),
    LSM("its hook is the function bpf_lsm_NAME in the kernel's own BTF", "lsm", "lsm.s", "lsm_cgroup"),
    STRUCT_OPS("the struct that it implements is looked up in the kernel's own BTF", "struct_ops", "struct_ops.s"),
    /** Replaces a function of another BPF program: needs that program's BTF, through its fd, and not the kernel's. */
    EXTENSION("it replaces a function of a BPF program, whose fd must be set before loading", "freplace");

    private static final ProgramKind[] ALL = values();

    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // never changed, never given out
    private final String[] sections;

    ProgramKind(String reason, String... sections) {
        this.reason = reason;
        this.sections = sections;
    }

    /**
     * The kind of the programs in a section.
     *
     * @param section its name, with or without the {@code ?} of programs that are not loaded unless switched on
     * @return null for programs that need no more than CO-RE
     */
    public static @Nullable ProgramKind of(String section) {
        String name = section.startsWith("?") ? section.substring(1) : section;
        for (ProgramKind kind : ALL) {
            for (String prefix : kind.sections) {
                if (name.equals(prefix) || name.startsWith(prefix + "/")) {
                    return kind;
                }
            }
        }
        return null;
    }

    /** Whether the kernel's own BTF is needed. */
    public boolean needsKernelBtf() {
        return this != EXTENSION;
    }

    /** What is needed and why, as the rest of a sentence. */
    public String reason() {
        return reason;
    }

    /** Whether libbpf loads the programs of a section only when somebody switches them on. */
    public static boolean isOptional(String section) {
        return section.startsWith("?");
    }
}
