// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledObjectsTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "el/exec.bpf.o eb/fields.bpf.o, exec.bpf.o fields.bpf.o",
        "el/exec.bpf.o eb/exec.bpf.o, el/exec.bpf.o eb/exec.bpf.o",
        "a/bpf/exec.bpf.o b/bpf/exec.bpf.o, a/bpf/exec.bpf.o b/bpf/exec.bpf.o",
        "a/bpf/exec.bpf.o b/bpf/exec.bpf.o x/other.bpf.o, a/bpf/exec.bpf.o b/bpf/exec.bpf.o other.bpf.o",
        "a/exec.bpf.o b/../a/exec.bpf.o, exec.bpf.o exec.bpf.o",
        "a/x/bpf/exec.bpf.o b/../a/y/bpf/exec.bpf.o, x/bpf/exec.bpf.o y/bpf/exec.bpf.o",
    })
    void names_have_as_many_folders_as_tell_them_apart(String files, String names) throws Exception {
        List<File> objects = new ArrayList<>();
        for (String file : files.split(" ", -1)) {
            objects.add(object(file));
        }
        List<String> found = BundledObjects.read(objects).describe().stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertEquals(List.of(names.split(" ", -1)), found);
    }

    /** Of which Maven makes null. */
    @Test
    void an_empty_element_is_named() throws Exception {
        List<File> objects = List.of(object("exec.bpf.o"));
        assertEquals(
                "sources: expected a source of kernels, found an empty element",
                refused(new BundleRequest("x", objects, Collections.singletonList(null))));
        assertEquals(
                "sources: expected a source of kernels, found an empty element",
                refused(new BundleRequest("x", objects, List.of(" "))));
        assertEquals(
                "objects: expected the file of a BPF object, found an empty element",
                refused(new BundleRequest("x", Collections.singletonList(null), List.of("tree"))));
    }

    private static String refused(BundleRequest request) {
        return String.valueOf(
                assertThrows(BundlingException.class, () -> BundleBuilder.build(request, Progress.silent()))
                        .getMessage());
    }

    private File object(String name) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(dir.resolve("b"));
        Files.createDirectories(file.getParent());
        return Files.write(file, TestData.bytes("objects/el/exec.bpf.o")).toFile();
    }
}
