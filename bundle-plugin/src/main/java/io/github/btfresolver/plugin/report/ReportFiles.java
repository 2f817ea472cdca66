// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.plugin.bundling.BuildFacts;
import io.github.btfresolver.plugin.bundling.PreviousBuild;
import io.github.btfresolver.plugin.jdk.FileFailure;
import io.github.btfresolver.plugin.output.AtomicOutput;
import io.github.btfresolver.plugin.verify.ArtifactContents;
import io.github.btfresolver.plugin.verify.PackagedBundle;
import io.github.btfresolver.plugin.verify.PackagedObject;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports on bundles, as files: {@code NAME.html} and {@code NAME.json} for each. */
public final class ReportFiles {
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<GivenObject> objects = new ArrayList<>();

    private ReportFiles() {}

    /**
     * Reads what is to be reported on.
     *
     * @param artifact a bundle's file; or a jar, a war or a folder of classes, with bundles and perhaps their objects in it
     * @param objects that are not in it, or may not be
     * @throws IOException when one cannot be read, or there is no bundle, or an object is none that a bundle was made for; the
     *     message names it
     */
    public static ReportFiles read(File artifact, List<File> objects) throws IOException {
        ReportFiles files = new ReportFiles();
        if (!artifact.exists()) {
            throw new IOException(artifact + ": no such file or folder");
        }
        if (artifact.isFile() && artifact.getName().endsWith(BundleResource.SUFFIX)) {
            try (InputStream in = new FileInputStream(artifact)) {
                files.bundles.add(Bundle.read(in, artifact.getPath()));
            }
        } else {
            files.addArtifact(artifact);
        }
        for (File object : objects) {
            files.addObject(object);
        }
        return files;
    }

    private void addArtifact(File artifact) throws IOException {
        ArtifactContents contents = ArtifactContents.read(artifact);
        Set<String> names = new HashSet<>();
        for (PackagedBundle packaged : contents.bundles()) {
            if (!names.add(packaged.bundle().name())) {
                throw new IOException(packaged.place() + ": a second bundle of the name "
                        + packaged.bundle().name() + ": the reports would have one name");
            }
            bundles.add(packaged.bundle());
        }
        for (PackagedObject object : contents.objects()) {
            objects.add(new GivenObject(object.sha256(), object.parsed()));
        }
        if (bundles.isEmpty()) {
            throw new IOException(
                    artifact + " has no bundle (META-INF/btf-bundle/*.btfb): does the goal bundle run before?");
        }
    }

    private void addObject(File file) throws IOException {
        byte[] bytes = BtfFile.readAll(file);
        String sha256 = BundledObject.sha256(bytes);
        boolean known = bundles.stream()
                .flatMap(bundle -> bundle.objects().stream())
                .anyMatch(object -> object.sha256().equals(sha256));
        if (!known) {
            throw new IOException(file + " (SHA-256 " + sha256
                    + ") is not an object that a bundle was made for: make the bundle anew, with this object");
        }
        objects.add(new GivenObject(sha256, BpfObject.parse(bytes, file.getPath())));
    }

    private static void make(File directory) throws IOException {
        if (directory.exists() && !directory.isDirectory()) {
            throw new IOException(directory + ": expected a directory for the reports, found a file");
        }
        try {
            Files.createDirectories(directory.toPath());
        } catch (FileSystemException e) {
            throw FileFailure.named(e);
        }
    }

    /**
     * Examines and writes.
     *
     * @param records where the goal {@code bundle} has left what it knows, as {@code NAME.properties}; empty when not known
     * @param directory is made
     * @return the pages
     * @throws IOException when it cannot be made or written to; the message names it
     */
    public List<File> write(Optional<Path> records, File directory) throws IOException {
        make(directory);
        List<File> pages = new ArrayList<>();
        for (Bundle bundle : bundles) {
            Optional<BuildFacts> facts = records.map(folder -> folder.resolve(bundle.name() + ".properties"))
                    .flatMap(record -> PreviousBuild.facts(record, bundle.fileSha256()));
            BundleReport report = BundleReport.of(bundle, objects, facts);
            File page = new File(directory, bundle.name() + ".html");
            AtomicOutput.writeIfChanged(new File(directory, bundle.name() + ".json"), ReportJson.of(report));
            AtomicOutput.writeIfChanged(page, ReportHtml.of(report));
            pages.add(page);
        }
        return pages;
    }
}
