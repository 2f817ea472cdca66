// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.plugin.jdk.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The BPF objects that a bundle is for: their contents, and names that tell them apart. */
final class BundledObjects {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Item(String name, byte[] sha256, BpfObject parsed) {}

    private final List<Item> items = new ArrayList<>();

    private BundledObjects() {}

    static BundledObjects read(List<File> files) throws IOException, BundlingException {
        if (files.isEmpty()) {
            throw new BundlingException("no BPF objects: name at least one to minimize kernels for");
        }
        BundledObjects objects = new BundledObjects();
        for (File file : files) {
            byte[] bytes = BtfFile.readAll(file);
            objects.items.add(new Item(name(file, files), Sha256.of(bytes), BpfObject.parse(bytes, file.getPath())));
        }
        return objects;
    }

    /**
     * Objects for several machines have the same name in folders of their own: {@code el/exec.bpf.o}. Of the folders, as many are
     * named as tell all files of that name apart.
     */
    private static String name(File file, List<File> files) {
        List<Path> namesakes = files.stream()
                .filter(other -> other.getName().equals(file.getName()))
                .map(BundledObjects::path)
                .distinct()
                .toList();
        int names = 1;
        while (namesakes.stream().map(last(names)).distinct().count() < namesakes.size()) {
            names++;
        }
        return last(names).apply(path(file));
    }

    private static Path path(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }

    /** The last names of a path, with slashes between them on every system. */
    private static Function<Path, String> last(int names) {
        return path -> StreamSupport.stream(path.spliterator(), false)
                .skip(Math.max(0, path.getNameCount() - names))
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    List<BpfObject> parsed() {
        List<BpfObject> parsed = new ArrayList<>();
        for (Item item : items) {
            parsed.add(item.parsed());
        }
        return parsed;
    }

    /** A line for each, of all that counts of it. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (Item item : items) {
            lines.add(item.name() + " " + HexFormat.of().formatHex(item.sha256()));
        }
        return lines;
    }

    void addTo(BundleWriter writer) throws BundlingException {
        for (Item item : items) {
            try {
                writer.addObject(item.name(), item.sha256());
            } catch (IllegalArgumentException e) {
                throw new BundlingException(item.parsed().source() + ": " + e.getMessage(), e);
            }
        }
    }
}
