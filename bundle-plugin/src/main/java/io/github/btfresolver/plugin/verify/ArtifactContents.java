// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleIndex;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.elf.ElfFile;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What an artifact has of BPF objects and bundles, told by the files' contents. */
public final class ArtifactContents {
    private static final int START = 20;
    private static final int MACHINE = 18;
    private static final int EM_BPF = 247;

    private final List<PackagedObject> objects = new ArrayList<>();
    private final List<PackagedObject> withoutRelocations = new ArrayList<>();
    private final List<PackagedBundle> bundles = new ArrayList<>();
    private final Map<String, Set<String>> indexes = new LinkedHashMap<>();

    private ArtifactContents() {}

    /**
     * Reads an artifact.
     *
     * @throws IOException also when a bundle or a BPF object in it is malformed; the message names it
     */
    public static ArtifactContents read(File artifact) throws IOException {
        ArtifactContents contents = new ArtifactContents();
        PackagedFiles.visit(artifact, contents::add);
        return contents;
    }

    private void add(String place, InputStream in) throws IOException {
        if (PackagedBundle.isBundle(place)) {
            bundles.add(new PackagedBundle(place, Bundle.read(in, place)));
        } else if (PackagedBundle.isIndex(place)) {
            Set<String> names = indexes.computeIfAbsent(place, key -> new LinkedHashSet<>());
            BundleIndex.read(in, place, names);
        } else {
            byte[] start = in.readNBytes(START);
            if (isBpf(start)) {
                InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), in);
                addObject(place, PackagedFiles.readAll(whole, BtfHeader.MAX_SIZE, place));
            }
        }
    }

    private static boolean isBpf(byte[] start) {
        if (start.length < START || !ElfFile.isElf(start)) {
            return false;
        }
        ByteOrder order = start[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return ByteBuffer.wrap(start).order(order).getShort(MACHINE) == EM_BPF;
    }

    /** One without CO-RE relocations needs no bundle, but its programs may need the kernel's BTF. */
    private void addObject(String place, byte[] bytes) throws IOException {
        BpfObject parsed = BpfObject.parseAny(bytes, place);
        PackagedObject object = new PackagedObject(place, BundledObject.sha256(bytes), parsed);
        (parsed.relocations().isEmpty() ? withoutRelocations : objects).add(object);
    }

    /** Those with CO-RE relocations. */
    public List<PackagedObject> objects() {
        return objects;
    }

    /** Those without CO-RE relocations, perhaps without types. */
    List<PackagedObject> objectsWithoutRelocations() {
        return withoutRelocations;
    }

    /** With CO-RE relocations and without. */
    Stream<PackagedObject> allObjects() {
        return Stream.concat(objects.stream(), withoutRelocations.stream());
    }

    /** In the order of the artifact's files. */
    public List<PackagedBundle> bundles() {
        return bundles;
    }

    /** The names in each list of bundles, by its place. */
    Map<String, Set<String>> indexes() {
        return indexes;
    }
}
