// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.ObjectFinding.Kind;
import io.github.btfresolver.ObjectFinding.Severity;
import io.github.btfresolver.core.BpfFunction;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.HelperCalls;
import io.github.btfresolver.loader.ProgramKind;
import io.github.btfresolver.loader.TypedHelper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

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
            if (!kernelBtf && (kind == null || !kind.needsKernelBtf())) {
                addHelpers(section, findings);
            }
            if (kind == null || (kernelBtf && kind.needsKernelBtf())) {
                continue;
            }
            for (String program : programs(section)) {
                findings.add(
                        kind.needsKernelBtf() ? withoutBtf(kind, section, program) : target(kind, section, program));
            }
        }
    }

    private void addHelpers(String section, List<ObjectFinding> findings) {
        byte[] code = object.code(section);
        Set<Integer> called = code == null ? Collections.<Integer>emptySet() : HelperCalls.of(code, object.order());
        List<String> typed = new ArrayList<>();
        for (int number : called) {
            TypedHelper helper = TypedHelper.of(number);
            if (helper != null) {
                typed.add(helper.toString());
            }
        }
        if (!typed.isEmpty()) {
            String programs = String.join(", ", programs(section));
            String reason = "calls " + String.join(", ", typed) + ", which has to do with the kernel's own BTF";
            String text = programs + " (" + section + ") " + reason
                    + ", which this kernel does not have; where it is called,"
                    + " the kernel refuses the program, or the call fails";
            Severity severity = ProgramKind.isOptional(section) ? Severity.NOTE : Severity.WARNING;
            findings.add(
                    ObjectFinding.ofProgram(severity, Kind.HELPER_NEEDS_KERNEL_BTF, section, programs, reason, text));
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
                optional ? Severity.NOTE : Severity.ERROR,
                Kind.PROGRAM_NEEDS_KERNEL_BTF,
                section,
                program,
                kind.reason(),
                text);
    }

    private static ObjectFinding target(ProgramKind kind, String section, String program) {
        String text = "program " + program + " (" + section + "): " + kind.reason()
                + "; the kernel's own BTF is not needed for that";
        return ObjectFinding.ofProgram(Severity.NOTE, Kind.PROGRAM_NEEDS_TARGET, section, program, kind.reason(), text);
    }
}
