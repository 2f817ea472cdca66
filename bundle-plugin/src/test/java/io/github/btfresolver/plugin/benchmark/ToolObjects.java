// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.benchmark;

import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** The BPF objects of libbpf-tools. */
final class ToolObjects {
    private static final List<String> SOME = List.of("bindsnoop.bpf.o", "execsnoop.bpf.o", "opensnoop.bpf.o");

    private ToolObjects() {}

    /** All of them, written into a folder; skips the test when there are none. */
    static List<File> all(Path folder) {
        List<File> objects = EmbeddedObjects.extract(folder.toFile());
        if (objects.isEmpty()) {
            Judges.skip("no BPF objects to bundle for (Debian package libbpf-tools)");
        }
        return objects;
    }

    /** Three of them. */
    static List<File> some(Path folder) {
        return all(folder).stream()
                .filter(object -> SOME.contains(object.getName()))
                .toList();
    }
}
