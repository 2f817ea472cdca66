// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.plugin.bundling.BuildFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to say about a bundle.
 *
 * @param bundle which
 * @param platforms its kernels in order
 * @param objects in the bundle's order
 * @param verdicts by layout, the worst of any object that is examined; null when no object has its byte order
 * @param sets of kernels that the objects' outcomes refer to, by number
 * @param sizes by distribution, in the order of the platforms
 * @param facts what the build knew; empty when its record is not at hand
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BundleReport(
        Bundle bundle,
        List<KernelPlatform> platforms,
        List<ExaminedObject> objects,
        @Nullable Verdict[] verdicts,
        KernelSets sets,
        List<DistributionSize> sizes,
        Optional<BuildFacts> facts) {

    /**
     * Examines a bundle.
     *
     * @param given objects whose files are at hand; those of others are of no interest
     * @throws IOException when the bundle is damaged or an object is malformed
     */
    static BundleReport of(Bundle bundle, List<GivenObject> given, Optional<BuildFacts> facts) throws IOException {
        List<BundledObject> bundled = bundle.objects(); // which a bundle builds anew each time
        Map<BundledObject, ObjectExamination> examinations = new LinkedHashMap<>();
        for (BundledObject object : bundled) {
            find(object, given)
                    .ifPresent(file -> examinations.put(object, new ObjectExamination(file, bundle.layoutCount())));
        }
        @Nullable Verdict[] verdicts = new Verdict[bundle.layoutCount()];
        for (int layout = 0; layout < verdicts.length; layout++) {
            Btf btf = Btf.parse(bundle.layout(layout), bundle.source() + ", layout " + layout);
            for (ObjectExamination examination : examinations.values()) {
                examination.check(layout, btf);
                verdicts[layout] = worse(verdicts[layout], examination.verdict(layout));
            }
        }
        KernelSets sets = new KernelSets(bundle);
        KernelSet none = sets.of(new BitSet());
        List<ExaminedObject> objects = new ArrayList<>();
        for (BundledObject object : bundled) {
            ObjectExamination examination = examinations.get(object);
            objects.add(
                    examination == null
                            ? new ExaminedObject(
                                    object.name(),
                                    object.sha256(),
                                    false,
                                    0,
                                    Map.of(),
                                    none,
                                    List.of(),
                                    List.of(),
                                    List.of())
                            : examination.result(object, sets));
        }
        List<KernelPlatform> platforms = KernelLines.of(bundle);
        return new BundleReport(
                bundle, platforms, objects, verdicts, sets, DistributionSize.of(bundle, platforms, facts), facts);
    }

    private static @Nullable Verdict worse(@Nullable Verdict a, @Nullable Verdict b) {
        return a == null ? b : b == null ? a : Verdict.worse(a, b);
    }

    private static Optional<BpfObject> find(BundledObject object, List<GivenObject> given) {
        return given.stream()
                .filter(file -> file.sha256().equals(object.sha256()))
                .map(GivenObject::parsed)
                .findFirst();
    }
}
