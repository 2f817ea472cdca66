// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.ObjectFinding.Kind;
import io.github.btfresolver.ObjectFinding.Severity;
import io.github.btfresolver.core.BpfFunction;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.loader.ProgramKind;
import java.util.ArrayList;
import java.util.List;

/** The part of a check that looks at an object's programs by the names of their sections. */
final class ProgramFindings {
    private final BpfObject object;
    private final boolean kernelBtf;

    ProgramFindings(BpfObject object, boolean kernelBtf) {
        this.object = object;
        this.kernelBtf = kernelBtf;
    }

    void addTo(List<ObjectFinding> findings) {
        for (String section : object.codeSections()) {
            ProgramKind kind = ProgramKind.of(section);
            if (kind == null || (kernelBtf && kind.needsKernelBtf())) {
                continue;
            }
            for (String program : programs(section)) {
                findings.add(
                        kind.needsKernelBtf() ? withoutBtf(kind, section, program) : target(kind, section, program));
            }
        }
    }

    /** The functions of a section; its own name for a program of which no record tells the name. */
    private List<String> programs(String section) {
        List<String> names = new ArrayList<>();
        for (BpfFunction function : object.functions()) {
            if (section.equals(function.section())) {
                names.add(function.name());
            }
        }
        if (names.isEmpty()) {
            names.add(section);
        }
        return names;
    }

    private static ObjectFinding withoutBtf(ProgramKind kind, String section, String program) {
        boolean optional = ProgramKind.isOptional(section);
        String text = "program " + program + " (" + section + ") needs the kernel's own BTF, which this kernel does not"
                + " have: " + kind.reason()
                + (optional
                        ? "; it must stay switched off, as its ? has it"
                        : "; libbpf refuses the whole object unless it is switched off"
                                + " (bpf_program__set_autoload), and a kprobe or raw_tp program takes its place");
        return ObjectFinding.ofProgram(
                optional ? Severity.NOTE : Severity.ERROR, Kind.PROGRAM_NEEDS_KERNEL_BTF, section, program, text);
    }

    private static ObjectFinding target(ProgramKind kind, String section, String program) {
        String text = "program " + program + " (" + section + "): " + kind.reason()
                + "; the kernel's own BTF is not needed for that";
        return ObjectFinding.ofProgram(Severity.NOTE, Kind.PROGRAM_NEEDS_TARGET, section, program, text);
    }
}
