// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactSourceTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "com.example:kernels:1.0,                    com.example:kernels:1.0@zip",
        "com.example:kernels:1.0@jar,                com.example:kernels:1.0@jar",
        "com.example:kernels:1.0:amd64,              com.example:kernels:1.0:amd64@zip",
        "com.example:kernels:1.0:amd64@btf.tar.xz,   com.example:kernels:1.0:amd64@btf.tar.xz",
        "g:a:1.0-SNAPSHOT,                           g:a:1.0-SNAPSHOT@zip",
        "_g:a-b:6.1.0~bpo+1,                         _g:a-b:6.1.0~bpo+1@zip",
    })
    void coordinates_are_known_by_their_shape(String text, String expected) {
        assertEquals(expected, String.valueOf(ArtifactCoordinates.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernels.zip",
                "g:a",
                "g:a:1:c:x",
                "g:a:",
                "g::1",
                ":a:1",
                "g:a:1:",
                "g:a:1@",
                "g:a:1@zip@jar",
                "./g:a:1",
                "g:a:dir/file",
                "g:a:..",
                "g:a:[1,2)",
                "g:a:${version}",
                "g:a:1 ",
                "https://host:80/a",
                "C:\\kernels",
                "debian/12/x86_64/6.1=g:a:1",
            })
    void everything_else_is_a_path(String text) {
        assertNull(ArtifactCoordinates.parse(text));
    }

    @Test
    void the_kernels_of_an_artifact_are_those_of_its_file() throws IOException {
        Path zip = TestFiles.write(
                dir,
                "repository/a-1.zip",
                new TestZip().file("debian/12/x86_64/6.1.btf", TestFiles.btf()).bytes());
        List<ArtifactCoordinates> asked = new ArrayList<>();

        try (FoundKernels found = TestFiles.find(List.of("g:a:1"), dir, KernelFilter.all(), artifact -> {
            asked.add(artifact);
            return zip;
        })) {
            assertEquals(List.of(new ArtifactCoordinates("g", "a", "1", "", "zip")), asked);
            assertEquals(
                    zip + "!/debian/12/x86_64/6.1.btf", found.kernels().get(0).origin());
        }
    }

    @Test
    void where_an_artifact_is_kept_says_nothing_about_its_kernel() throws IOException {
        Path file = TestFiles.write(dir, "debian/12/x86_64/6.1.0-1-amd64.btf", TestFiles.btf());

        SourceException e = assertThrows(SourceException.class, () -> find("g:a:1@btf", file));

        assertTrue(e.getMessage().startsWith("g:a:1@btf: which kernel is this?"), e.getMessage());
        assertTrue(e.getMessage().contains("write ID/VERSION_ID/ARCH/RELEASE=g:a:1@btf"), e.getMessage());
        SourcedKernel kernel =
                find("ubuntu/18.04/arm64/5.4=g:a:1@btf", file).kernels().get(0);
        assertEquals(new KernelId("ubuntu", "18.04", "arm64", "5.4", null), kernel.id());
        assertEquals("int", kernel.read().name(1));
    }

    @Test
    void a_module_that_is_not_packaged_yet_is_the_tree_that_its_jar_would_have() throws IOException {
        TestFiles.write(dir, "debian/12/x86_64/6.1.btf", TestFiles.btf());
        TestFiles.write(dir, "META-INF/12/x86_64/6.1.btf", TestFiles.btf());

        assertEquals(
                List.of("debian/12/x86_64/6.1"),
                find("g:a:1@jar", dir).kernels().stream()
                        .map(k -> k.id().toString())
                        .toList());
        FoundKernels part = find("g:a:1@jar", dir.resolve("debian"));
        assertEquals(List.of(), part.kernels());
        assertEquals(
                "expected a path ID/VERSION_ID/ARCH/RELEASE with a known architecture",
                part.rejected().get(0).reason());
    }

    @Test
    void which_files_there_are_does_not_matter() throws IOException {
        TestFiles.write(dir, "g:a:1/debian/12/x86_64/6.1.btf", TestFiles.btf());

        SourceException e = assertThrows(SourceException.class, () -> find("g:a:1"));
        assertEquals(
                "g:a:1@zip: a Maven artifact: only the goal of the Maven plugin finds it. Name its file, or write ./ in"
                        + " front of what is a path",
                e.getMessage());
        assertEquals(1, find("./g:a:1").kernels().size());
    }

    @Test
    void what_is_neither_a_file_nor_coordinates_is_said_to_be_neither() {
        SourceException e = assertThrows(SourceException.class, () -> find("g:a:[1,2)"));
        assertEquals(
                "g:a:[1,2): no such file or directory, and no artifact groupId:artifactId:version[:classifier][@type]",
                e.getMessage());
    }

    private FoundKernels find(String spec) throws IOException {
        return TestFiles.find(List.of(spec), dir, KernelFilter.all());
    }

    private FoundKernels find(String spec, Path file) throws IOException {
        return TestFiles.find(List.of(spec), dir, KernelFilter.all(), artifact -> file);
    }
}
