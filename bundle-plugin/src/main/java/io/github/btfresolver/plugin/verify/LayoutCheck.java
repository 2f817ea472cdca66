// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import io.github.btfresolver.ObjectCheck;
import io.github.btfresolver.ObjectFinding;
import io.github.btfresolver.ObjectFinding.Severity;
import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.bundle.KernelMatch;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the objects of an artifact come to on the kernels of its bundles. Each layout is checked once, whoever has it. */
final class LayoutCheck {
    private final ArtifactContents contents;
    private final List<RequiredKernel> required;
    private final List<Problem> problems = new ArrayList<>();

    private LayoutCheck(ArtifactContents contents, List<RequiredKernel> required) {
        this.contents = contents;
        this.required = required;
    }

    /**
     * Checks.
     *
     * @throws IOException when a bundle or an object is malformed
     */
    static List<Problem> check(ArtifactContents contents, List<RequiredKernel> required) throws IOException {
        LayoutCheck check = new LayoutCheck(contents, required);
        for (PackagedBundle bundle : contents.bundles()) {
            check.addUncovered(bundle);
        }
        for (PackagedObject object : contents.objects()) {
            check.addObject(object);
        }
        for (PackagedObject object : contents.objectsWithoutRelocations()) {
            check.addNeeds(object, findings(object, object.parsed().btf()));
        }
        return check.problems;
    }

    private void add(Problem.Kind kind, String text) {
        problems.add(new Problem(kind, text));
    }

    private void addUncovered(PackagedBundle packaged) throws IOException {
        for (RequiredKernel kernel : required) {
            KernelMatch match = kernel.in(packaged.bundle());
            if (match.isFound()) {
                addWithoutObject(packaged, kernel, packaged.bundle().layoutOf(match.entry()));
            } else {
                add(
                        Problem.Kind.UNCOVERED_KERNEL,
                        packaged.place() + " has no BTF for the required kernel " + kernel + ": " + match.reason()
                                + ". Add a source that has it");
            }
        }
    }

    /** A BTF is of no use where no object can run. An object that is not packaged may be one that can: that is told as missing. */
    private void addWithoutObject(PackagedBundle packaged, RequiredKernel kernel, int layout) throws IOException {
        Bundle bundle = packaged.bundle();
        List<PackagedObject> objects = contents.allObjects()
                .filter(object -> isMadeFor(bundle, object))
                .toList();
        Set<String> packagedHashes =
                objects.stream().map(PackagedObject::sha256).collect(Collectors.toSet());
        boolean complete = !objects.isEmpty()
                && bundle.objects().stream().map(BundledObject::sha256).allMatch(packagedHashes::contains);
        ByteOrder order = Btf.parse(bundle.layout(layout), packaged.place() + " layout " + layout)
                .order();
        if (complete && objects.stream().noneMatch(object -> object.parsed().order() == order)) {
            boolean big = order == ByteOrder.BIG_ENDIAN;
            add(
                    Problem.Kind.UNCOVERED_KERNEL,
                    packaged.place() + " has a BTF, but no BPF object, for the required kernel " + kernel
                            + ", which is " + (big ? "big" : "little") + "-endian: its objects are all "
                            + (big ? "little" : "big") + "-endian. Compile them with -target "
                            + (big ? "bpfeb" : "bpfel") + " too, and add them to the objects of the goal bundle");
        }
    }

    /** An object may be in several bundles, of which the library takes the one that covers the machine. */
    private void addObject(PackagedObject object) throws IOException {
        List<ObjectFinding> everywhere = new ArrayList<>();
        Map<String, ObjectFinding> nowhere = null;
        for (PackagedBundle packaged : contents.bundles()) {
            Bundle bundle = packaged.bundle();
            if (!isMadeFor(bundle, object)) {
                continue;
            }
            Map<Integer, Set<RequiredKernel>> kernels = requiredByLayout(bundle);
            for (int layout = 0; layout < bundle.layoutCount(); layout++) {
                Btf btf = Btf.parse(bundle.layout(layout), packaged.place() + " layout " + layout);
                List<ObjectFinding> findings = findings(object, btf);
                everywhere.addAll(findings);
                if (btf.order() != object.parsed().order()) {
                    continue; // another object is for these kernels
                }
                nowhere = common(nowhere, findings);
                addUnresolved(object, findings, kernels.getOrDefault(layout, Set.of()));
            }
        }
        addNeeds(object, everywhere);
        if (nowhere != null) {
            nowhere.values().forEach(finding -> addNowhere(object, finding));
        }
    }

    private void addNowhere(PackagedObject object, ObjectFinding finding) {
        add(
                Problem.Kind.RELOCATION_WITHOUT_KERNEL,
                object.place() + ": " + finding.text() + ". So it is on every kernel of its bundles");
    }

    private static List<ObjectFinding> findings(PackagedObject object, Btf btf) throws IOException {
        return ObjectCheck.ofMinimized(object.parsed(), btf).findings();
    }

    /** What is found on each kernel is told once. */
    private void addNeeds(PackagedObject object, List<ObjectFinding> findings) {
        Set<String> needs = new LinkedHashSet<>();
        for (ObjectFinding finding : findings) {
            if (isNeed(finding)) {
                needs.add(object.place() + ": " + finding.text());
            }
        }
        needs.forEach(need -> add(Problem.Kind.NEEDS_KERNEL_BTF, need));
    }

    private static boolean isMadeFor(Bundle bundle, PackagedObject object) {
        return bundle.objects().stream().map(BundledObject::sha256).anyMatch(object.sha256()::equals);
    }

    private Map<Integer, Set<RequiredKernel>> requiredByLayout(Bundle bundle) {
        Map<Integer, Set<RequiredKernel>> kernels = new HashMap<>();
        for (RequiredKernel kernel : required) {
            KernelMatch match = kernel.in(bundle);
            if (match.isFound()) {
                kernels.computeIfAbsent(bundle.layoutOf(match.entry()), key -> new LinkedHashSet<>())
                        .add(kernel);
            }
        }
        return kernels;
    }

    private void addUnresolved(
            PackagedObject object, List<ObjectFinding> findings, Collection<RequiredKernel> kernels) {
        if (kernels.isEmpty()) {
            return;
        }
        for (ObjectFinding finding : findings) {
            if (isUnresolved(finding) && finding.severity() == Severity.ERROR) {
                add(
                        Problem.Kind.UNRESOLVED_RELOCATION,
                        object.place() + " on the required "
                                + (kernels.size() == 1 ? "kernel " : "kernels ")
                                + String.join(
                                        ", ",
                                        kernels.stream()
                                                .map(RequiredKernel::toString)
                                                .toList()) + ": "
                                + finding.text());
            }
        }
    }

    /** Those that fail here, of those that have failed everywhere else; null for nowhere else yet. */
    private static Map<String, ObjectFinding> common(
            @Nullable Map<String, ObjectFinding> sofar, List<ObjectFinding> findings) {
        Map<String, ObjectFinding> here = new LinkedHashMap<>();
        for (ObjectFinding finding : findings) {
            String key = finding.section() + " " + finding.program() + " " + finding.relocation();
            if (isUnresolved(finding) && (sofar == null || sofar.containsKey(key))) {
                here.put(key, finding);
            }
        }
        return here;
    }

    private static boolean isUnresolved(ObjectFinding finding) {
        return switch (finding.kind()) {
            case RELOCATION_POISONED, RELOCATION_ERROR -> true;
            default -> false;
        };
    }

    /** A program in an optional section is passed over by libbpf where it cannot be. */
    private static boolean isNeed(ObjectFinding finding) {
        return switch (finding.kind()) {
            case PROGRAM_NEEDS_KERNEL_BTF,
                    SYMBOL_NEEDS_KERNEL_BTF,
                    HELPER_NEEDS_KERNEL_BTF,
                    RELOCATION_NEEDS_KERNEL_BTF -> finding.severity() != Severity.NOTE;
            default -> false;
        };
    }
}
