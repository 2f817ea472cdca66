// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.plugin.bundling.BuiltBundle;
import io.github.btfresolver.plugin.bundling.BundleBuilder;
import io.github.btfresolver.plugin.bundling.BundleRequest;
import io.github.btfresolver.plugin.bundling.Progress;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.source.ArtifactResolver;
import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.KernelSource;
import io.github.btfresolver.plugin.source.SourceSettings;
import io.github.btfresolver.plugin.source.SourcedKernel;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of a bundle beside what tar and xz make of the same minimized BTFs; see the profile {@code benchmark}. */
class BundleSizeBenchmarks {
    private static final SourceSettings OFFLINE = new SourceSettings(ArtifactResolver.none(), Path.of("nowhere"), true);

    @TempDir
    Path folder;

    @Test
    void size_in_the_jar() throws Exception {
        Judges.require("xz", "xz-utils");
        Path objectFolder = Files.createDirectory(folder.resolve("objects"));
        List<File> objects = EmbeddedObjects.extract(objectFolder.toFile());
        if (objects.isEmpty()) {
            Judges.skip("no BPF objects to bundle for (Debian package libbpf-tools)");
        }
        List<String> sources = new ArrayList<>(List.of(TestData.file("btf").getPath()));
        String corpus = System.getProperty("btf.corpus", "");
        if (!corpus.isEmpty()) {
            sources.add(corpus);
        }
        BuiltBundle built = BundleBuilder.build(new BundleRequest("size", objects, sources), Progress.silent());
        Bundle bundle = Bundle.read(new ByteArrayInputStream(built.bytes()), "size");
        long layoutBytes = 0;
        for (int i = 0; i < bundle.layoutCount(); i++) {
            layoutBytes += bundle.layoutSize(i);
        }
        Files.write(folder.resolve("size.btfb"), built.bytes());
        System.out.printf(
                Locale.ROOT,
                "%nbundle for %d objects: %d kernels, %d distinct layouts of %,d bytes; %,d bytes%n",
                objects.size(),
                built.kernels(),
                built.layouts(),
                layoutBytes,
                built.bytes().length);
        compare(built, objects, sources);
    }

    private void compare(BuiltBundle built, List<File> objects, List<String> sources) throws Exception {
        List<BpfObject> parsed = new ArrayList<>();
        for (File object : objects) {
            parsed.add(BpfObject.read(object));
        }
        BtfMinimizer minimizer = new BtfMinimizer(parsed);
        Set<ByteBuffer> all = new HashSet<>();
        Set<ByteBuffer> canonical = new HashSet<>();
        for (SourcedKernel kernel : KernelSource.find(
                        sources, Path.of(""), KernelFilter.all(), OFFLINE, Progress.silent())
                .kernels()) {
            Btf btf = kernel.read();
            byte[] minimized = minimizer.minimize(btf, btf.order());
            String name = kernel.id().toString().replace('/', '_') + ".btf";
            put("all", name, minimized);
            if (all.add(ByteBuffer.wrap(minimized))) {
                put("distinct", name, minimized);
            }
            byte[] renumbered = CanonicalBtf.of(Btf.parse(minimized, name));
            if (canonical.add(ByteBuffer.wrap(renumbered))) {
                put("canonical", name, renumbered);
            }
        }
        assertEquals(built.layouts(), canonical.size());
        for (String each : List.of("all", "distinct", "canonical")) {
            long size = tarXz(each);
            System.out.printf(
                    Locale.ROOT,
                    "  tar | xz -9e of %-9s minimized BTFs: %,7d bytes; the bundle has %.2f of that%n",
                    each,
                    size,
                    built.bytes().length / (double) size);
        }
    }

    private void put(String group, String name, byte[] btf) throws Exception {
        Path directory = Files.createDirectories(folder.resolve(group));
        Files.write(directory.resolve(name), btf);
    }

    /** With nothing in the headers that would differ from one machine to another. */
    private long tarXz(String group) throws Exception {
        Path file = folder.resolve(group + ".tar.xz");
        Judges.Run run = Judges.run(
                "bash",
                "-c",
                "set -o pipefail; tar -C " + folder
                        + " --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -c " + group
                        + " | xz -9e > " + file);
        assertEquals(0, run.status, run.output);
        assertTrue(Files.size(file) > 0);
        return Files.size(file);
    }
}
