// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.ObjectCheck;
import io.github.btfresolver.ObjectFinding;
import io.github.btfresolver.ObjectFinding.Kind;
import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.core.BpfFunction;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.PoisonGuards;
import io.github.btfresolver.loader.ProgramKind;
import io.github.btfresolver.plugin.report.ExaminedObject.Finding;
import io.github.btfresolver.plugin.report.ExaminedObject.Need;
import io.github.btfresolver.plugin.report.ExaminedObject.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one object against layout after layout, each once, however many kernels have it. */
final class ObjectExamination {
    /** Of programs: a section, and a function in it, or the section again. */
    private record Place(String section, String program) {}

    /** What is one line of the report: the reasons of refusals name types by their ids, which differ. */
    private record Trouble(@Nullable Place place, String relocation, Verdict verdict, String reason) {}

    private final BpfObject object;
    private final Map<Place, Integer> relocations = new LinkedHashMap<>();
    private final Map<Place, Verdict[]> verdicts = new LinkedHashMap<>();
    private final Verdict[] overall;
    private final BitSet otherOrder = new BitSet();
    private final Map<Trouble, String> reasons = new LinkedHashMap<>();
    private final Map<Trouble, BitSet> troubles = new LinkedHashMap<>();
    private final Set<Need> needs = new LinkedHashSet<>();

    /** @param layouts how many there will be */
    ObjectExamination(BpfObject object, int layouts) {
        this.object = object;
        overall = new Verdict[layouts];
        for (String section : object.codeSections()) {
            boolean hasFunctions = false;
            for (BpfFunction function : object.functions()) {
                if (section.equals(function.section()) && !function.name().isEmpty()) {
                    place(section, function.name());
                    hasFunctions = true;
                }
            }
            byte[] code = object.code(section);
            if (!hasFunctions && code != null && code.length > 0) {
                place(section, null);
            }
        }
        PoisonGuards functions = new PoisonGuards(object, List.of());
        for (CoreRelocation relocation : object.relocations()) {
            Place place = place(relocation.section(), functions.function(relocation));
            if (place != null) {
                relocations.merge(place, 1, Integer::sum);
            }
        }
    }

    private @Nullable Place place(@Nullable String section, @Nullable String program) {
        if (section == null) {
            return null;
        }
        Place place = new Place(section, program == null ? section : program);
        relocations.putIfAbsent(place, 0);
        verdicts.computeIfAbsent(place, key -> new Verdict[overall.length]);
        return place;
    }

    /**
     * Checks against one layout.
     *
     * @throws IOException when the object's types are malformed
     */
    void check(int layout, Btf btf) throws IOException {
        List<ObjectFinding> findings = ObjectCheck.ofMinimized(object, btf).findings();
        findings.stream().filter(finding -> !isOutcome(finding)).forEach(this::addNeed);
        if (btf.order() != object.order()) {
            otherOrder.set(layout);
            return;
        }
        overall[layout] = Verdict.RESOLVED;
        verdicts.values().forEach(each -> each[layout] = Verdict.RESOLVED);
        for (ObjectFinding finding : findings) {
            if (isOutcome(finding)) {
                add(layout, finding);
            }
        }
    }

    private static boolean isOutcome(ObjectFinding finding) {
        return finding.kind() == Kind.RELOCATION_POISONED || finding.kind() == Kind.RELOCATION_ERROR;
    }

    private void addNeed(ObjectFinding finding) {
        needs.add(new Need(
                finding.section(),
                finding.program(),
                finding.kind() != Kind.PROGRAM_NEEDS_TARGET,
                finding.severity(),
                finding.reason()));
    }

    private void add(int layout, ObjectFinding finding) {
        Verdict verdict = Verdict.of(finding);
        Place place = place(finding.section(), finding.program());
        String reason = verdict == Verdict.REFUSED ? "" : finding.reason();
        Trouble trouble = new Trouble(place, String.valueOf(finding.relocation()), verdict, reason);
        reasons.putIfAbsent(trouble, finding.reason());
        troubles.computeIfAbsent(trouble, key -> new BitSet()).set(layout);
        Verdict[] of = place == null ? null : verdicts.get(place);
        if (of != null) {
            of[layout] = Verdict.worse(of[layout], verdict);
        }
        if (place == null || !ProgramKind.isOptional(place.section())) {
            overall[layout] = Verdict.worse(overall[layout], verdict);
        }
    }

    /** The worst on any program that is loaded unless switched off; null on the other byte order. */
    @Nullable
    Verdict verdict(int layout) {
        return overall[layout];
    }

    /** What was found. */
    ExaminedObject result(BundledObject bundled, KernelSets sets) {
        List<Program> programs = new ArrayList<>();
        verdicts.forEach((place, each) -> programs.add(new Program(
                place.section(),
                place.program(),
                ProgramKind.isOptional(place.section()),
                relocations.getOrDefault(place, 0),
                byVerdict(each, sets))));
        List<Finding> findings = new ArrayList<>();
        troubles.forEach((trouble, layouts) -> findings.add(new Finding(
                trouble.place() == null ? null : trouble.place().section(),
                trouble.place() == null ? null : trouble.place().program(),
                trouble.relocation(),
                trouble.verdict(),
                reasons.getOrDefault(trouble, ""),
                sets.of(layouts))));
        return new ExaminedObject(
                bundled.name(),
                bundled.sha256(),
                true,
                object.relocations().size(),
                byVerdict(overall, sets),
                sets.of(otherOrder),
                programs,
                findings,
                List.copyOf(needs));
    }

    private static Map<Verdict, KernelSet> byVerdict(@Nullable Verdict[] verdicts, KernelSets sets) {
        Map<Verdict, BitSet> layouts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < verdicts.length; i++) {
            Verdict verdict = verdicts[i];
            if (verdict != null) {
                layouts.computeIfAbsent(verdict, key -> new BitSet()).set(i);
            }
        }
        Map<Verdict, KernelSet> kernels = new EnumMap<>(Verdict.class);
        layouts.forEach((verdict, of) -> kernels.put(verdict, sets.of(of)));
        return kernels;
    }
}
