// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.ObjectFinding.Kind;
import io.github.btfresolver.ObjectFinding.Severity;
import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.Guard;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.core.PoisonGuards;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.core.RelocationResult;
import io.github.btfresolver.core.RelocationSubject;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.loader.ProgramKind;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a check that carries out an object's relocations. The same trouble in one function is told once. */
final class RelocationFindings {
    private final BpfObject object;
    private final RootNames roots;
    private CandidateIndex target;
    private final @Nullable File modules;
    private final boolean minimized;
    private final boolean kernelIds;
    private final Set<String> told = new HashSet<>();

    /**
     * @param minimized whether types were left out of the BTF, so that one that is not there may be in the kernel
     * @param kernelIds whether the kernel numbers its types as the target does
     * @param modules the directory with the BTFs of modules; null when libbpf would not look into these
     */
    RelocationFindings(BpfObject object, Btf target, boolean minimized, boolean kernelIds, @Nullable File modules) {
        this.object = object;
        roots = RootNames.of(Collections.singletonList(object));
        this.target = new CandidateIndex(target, Collections.<Btf>emptyList(), roots);
        this.minimized = minimized;
        this.kernelIds = kernelIds;
        this.modules = modules;
    }

    void addTo(List<ObjectFinding> findings) throws IOException {
        List<Outcome> outcomes = outcomes();
        PoisonGuards guards = new PoisonGuards(object, outcomes);
        for (Outcome outcome : outcomes) {
            String program = guards.function(outcome.relocation());
            ObjectFinding finding = find(outcome, program, guards);
            if (finding != null && told.add(program + "\n" + finding.section() + "\n" + finding.text())) {
                findings.add(finding);
            }
        }
    }

    private List<Outcome> outcomes() throws IOException {
        List<Outcome> outcomes = ObjectRelocation.of(object, target);
        List<Btf> having =
                modules == null ? Collections.<Btf>emptyList() : new ModuleSearch(target, modules).run(outcomes);
        if (having.isEmpty()) {
            return outcomes;
        }
        target = new CandidateIndex(target.kernel(), having, roots);
        return ObjectRelocation.of(object, target);
    }

    private @Nullable ObjectFinding find(Outcome outcome, @Nullable String program, PoisonGuards guards) {
        switch (outcome.status()) {
            case POISONED:
                return poisoned(outcome, program, guards.of(outcome));
            case ERROR:
                return error(outcome, program);
            default:
                boolean asksForId = outcome.relocation().kind() == RelocationKind.TYPE_ID_TARGET;
                return asksForId && !kernelIds && !Long.valueOf(0).equals(outcome.newValue())
                        ? foreignId(outcome.relocation(), program)
                        : null;
        }
    }

    private static ObjectFinding foreignId(CoreRelocation relocation, @Nullable String program) {
        String reason = "asks for the id of " + relocation.typeName() + " in the kernel's own BTF";
        return ObjectFinding.ofRelocation(
                isOptional(relocation) ? Severity.NOTE : Severity.WARNING,
                Kind.RELOCATION_NEEDS_KERNEL_BTF,
                relocation.section(),
                program,
                RelocationSubject.of(relocation),
                null,
                reason,
                in(program, relocation) + reason + ", and gets its id in another, which means nothing to the kernel");
    }

    private static ObjectFinding error(Outcome outcome, @Nullable String program) {
        CoreRelocation relocation = outcome.relocation();
        String subject = RelocationSubject.of(relocation);
        boolean optional = isOptional(relocation);
        String text = in(program, relocation)
                + outcome.message()
                + (optional ? "; it must stay switched off, as its ? has it" : "; libbpf refuses the whole object");
        return ObjectFinding.ofRelocation(
                optional ? Severity.NOTE : Severity.ERROR,
                Kind.RELOCATION_ERROR,
                relocation.section(),
                program,
                subject,
                null,
                String.valueOf(outcome.message()),
                text);
    }

    private ObjectFinding poisoned(Outcome outcome, @Nullable String program, Guard guard) {
        CoreRelocation relocation = outcome.relocation();
        String subject = RelocationSubject.of(relocation);
        Missing missing = missing(outcome);
        String text = in(program, relocation) + missing.text(relocation, subject) + "; " + consequence(guard);
        return ObjectFinding.ofRelocation(
                severity(guard, isOptional(relocation)),
                Kind.RELOCATION_POISONED,
                relocation.section(),
                program,
                subject,
                guard,
                missing.reason,
                text);
    }

    private static Severity severity(Guard guard, boolean optional) {
        if (optional || guard == Guard.GUARDED) {
            return Severity.NOTE;
        }
        return guard == Guard.UNGUARDED ? Severity.ERROR : Severity.WARNING;
    }

    private Missing missing(Outcome outcome) {
        RelocationResult result = outcome.result();
        if (result != null && !result.isPoisoned()) {
            return Missing.SIZE;
        }
        boolean noType = !minimized && RelocationSubject.isTypeMissing(outcome.relocation(), target);
        return noType ? Missing.TYPE : Missing.FIELD;
    }

    /** What it is that a relocation does not find. */
    private enum Missing {
        TYPE("its type is not there"),
        FIELD("not there, or of no type that would do"),
        SIZE("of another size, which the program's load or store cannot follow");

        private final String reason;

        Missing(String reason) {
            this.reason = reason;
        }

        String text(CoreRelocation relocation, String subject) {
            switch (this) {
                case SIZE:
                    return subject
                            + " has another size on this kernel, which the program's load or store cannot follow";
                case TYPE:
                    return "this kernel has no " + relocation.typeName() + ", and so no " + subject;
                default:
                    return "this kernel has no " + subject + ", or none of a type that would do";
            }
        }
    }

    private static String consequence(Guard guard) {
        switch (guard) {
            case GUARDED:
                return "guarded: yes, an exists check keeps the program from it";
            case UNGUARDED:
                return "guarded: no, the kernel refuses the program. Check with bpf_core_field_exists or its like";
            default:
                return "guarded: unknown, the kernel refuses the program unless something keeps it from there that its code"
                        + " does not show";
        }
    }

    private static boolean isOptional(CoreRelocation relocation) {
        String section = relocation.section();
        return section != null && ProgramKind.isOptional(section);
    }

    private static String in(@Nullable String program, CoreRelocation relocation) {
        return (program == null ? "" : program + " ") + "(" + relocation.section() + "): ";
    }
}
