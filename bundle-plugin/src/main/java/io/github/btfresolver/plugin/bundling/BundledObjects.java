// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.plugin.jdk.Sha256;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

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
        Map<String, Integer> uses = new HashMap<>();
        for (File file : files) {
            uses.merge(file.getName(), 1, Integer::sum);
        }
        for (File file : files) {
            byte[] bytes = BtfFile.readAll(file);
            boolean unique = uses.getOrDefault(file.getName(), 0) == 1;
            String name = unique ? file.getName() : withFolder(file);
            objects.items.add(new Item(name, Sha256.of(bytes), BpfObject.parse(bytes, file.getPath())));
        }
        return objects;
    }

    /** Objects for several machines have the same name in folders of their own: {@code el/exec.bpf.o}. */
    private static String withFolder(File file) {
        File folder = file.getAbsoluteFile().getParentFile();
        return folder == null ? file.getName() : folder.getName() + "/" + file.getName();
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
