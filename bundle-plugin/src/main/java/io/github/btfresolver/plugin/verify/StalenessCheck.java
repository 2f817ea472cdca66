// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import io.github.btfresolver.bundle.BundledObject;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the BPF objects in an artifact are those that the bundles in it were made for. */
final class StalenessCheck {
    private final File artifact;
    private final ArtifactContents contents;
    private final List<Problem> problems = new ArrayList<>();

    private StalenessCheck(File artifact, ArtifactContents contents) {
        this.artifact = artifact;
        this.contents = contents;
    }

    /** What of an artifact does not belong together; empty when all does. */
    static List<Problem> check(File artifact, ArtifactContents contents) {
        StalenessCheck check = new StalenessCheck(artifact, contents);
        check.run();
        return check.problems;
    }

    private void run() {
        if (contents.bundles().isEmpty()) {
            add(artifact
                    + " has no bundle (META-INF/btf-bundle/*.btfb): the application would find no BTF on kernels"
                    + " that have none. Does the goal bundle run, and are its resources packaged?");
            return;
        }
        checkIndexes();
        Set<String> known = new TreeSet<>();
        forEachBundled((bundle, object) -> known.add(object.sha256()));
        for (PackagedObject object : contents.objects()) {
            if (!known.contains(object.sha256())) {
                add(stale(object));
            }
        }
        addMissing(known);
    }

    private void add(String text) {
        problems.add(new Problem(Problem.Kind.INCONSISTENT, text));
    }

    private void checkIndexes() {
        Map<String, Set<String>> indexes = contents.indexes();
        for (PackagedBundle bundle : contents.bundles()) {
            if (!indexes.getOrDefault(bundle.indexPlace(), Set.of()).contains(bundle.fileName())) {
                add(bundle.place() + " is not named in " + bundle.indexPlace()
                        + ", so that the library does not find it. When jars are shaded into one, their files of that name must"
                        + " be joined (maven-shade's AppendingTransformer)");
            }
        }
        indexes.forEach((index, names) -> {
            for (String name : names) {
                if (contents.bundles().stream()
                        .noneMatch(b ->
                                b.indexPlace().equals(index) && b.fileName().equals(name))) {
                    add(index + " names the bundle " + name + ", which is not beside it");
                }
            }
        });
    }

    private String stale(PackagedObject object) {
        List<String> namesakes = new ArrayList<>();
        forEachBundled((bundle, bundled) -> {
            if (object.isCalled(bundled.name())) {
                namesakes.add("bundle " + bundle + " was made for " + bundled);
            }
        });
        String names = contents.bundles().stream().map(b -> b.bundle().name()).collect(Collectors.joining(", "));
        return object + " is not an object that a bundle was made for: "
                + (namesakes.isEmpty()
                        ? "none of the bundles (" + names
                                + ") has one of that name. Add it to the objects of the goal bundle"
                        : String.join("; ", namesakes)
                                + ". Compile the object before the goal bundle runs, and name the file that is packaged");
    }

    /** By contents: a namesake with other contents is another object. */
    private void addMissing(Set<String> known) {
        forEachBundled((bundle, bundled) -> {
            if (isPackaged(bundled)) {
                return;
            }
            List<PackagedObject> namesakes = contents.objects().stream()
                    .filter(object -> object.isCalled(bundled.name()))
                    .toList();
            if (!namesakes.isEmpty()) {
                // one that no bundle was made for is told as such
                namesakes.stream()
                        .filter(object -> known.contains(object.sha256()))
                        .forEach(
                                object -> add(
                                        "bundle " + bundle + " was made for another " + bundled + " than "
                                                + object
                                                + ", and the library may choose it. A bundle that an earlier build has left"
                                                + " under a former name goes with mvn clean; objects that differ need names that differ"));
            } else {
                String text = artifact + " has no BPF object " + bundled + ", for which bundle " + bundle + " was made";
                problems.add(new Problem(Problem.Kind.MISSING_OBJECT, text));
            }
        });
    }

    private boolean isPackaged(BundledObject bundled) {
        return contents.allObjects().anyMatch(object -> object.sha256().equals(bundled.sha256()));
    }

    private void forEachBundled(BundledVisitor visitor) {
        for (PackagedBundle bundle : contents.bundles()) {
            for (BundledObject object : bundle.bundle().objects()) {
                visitor.visit(bundle.bundle().name(), object);
            }
        }
    }

    /** Takes a bundle's name and an object that it was made for. */
    private interface BundledVisitor {
        void visit(String bundle, BundledObject object);
    }
}
