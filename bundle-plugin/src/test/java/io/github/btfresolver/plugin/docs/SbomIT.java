// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SBOM, which names what is shipped with its version and checksum, is of the jar that is shipped. */
class SbomIT {
    private static final File SBOM = new File(System.getProperty("btf.bundle.sbom"));
    private static final File COMMAND_LINE = new File(System.getProperty("btf.bundle.jar"));
    private static final Path REPOSITORY = Path.of(System.getProperty("btf.maven.repository"));

    @BeforeAll
    static void need_the_sbom() {
        Judges.assume(SBOM.isFile(), "Maven was offline, where no SBOM is made");
    }

    private static JsonNode components() throws IOException {
        return new ObjectMapper().readTree(SBOM).get("components");
    }

    private static String name(JsonNode component) {
        return component.get("group").asText() + ":" + component.get("name").asText();
    }

    private static boolean isOurs(JsonNode component) {
        return component.get("group").asText().equals("io.github.btfresolver");
    }

    @Test
    void it_names_what_the_page_of_dependencies_does_for_the_plugin() throws IOException {
        Map<String, String> documented = DependenciesTest.documented();
        Map<String, String> shipped = new TreeMap<>();
        for (JsonNode component : components()) {
            if (!isOurs(component)) {
                shipped.put(name(component), component.get("version").asText());
            }
        }
        assertEquals(8, shipped.size(), shipped.toString());
        shipped.forEach((name, version) -> assertEquals(documented.get(name), version, name));
    }

    /** Every class of the jar is one of a component's, byte for byte, and every component has some in it. */
    @Test
    void the_command_lines_jar_is_made_of_its_components() throws IOException {
        Map<String, byte[]> unknown = classes(COMMAND_LINE);
        unknown.keySet().removeIf(name -> name.startsWith("io/github/btfresolver/"));
        assertTrue(unknown.size() > 500, unknown.size() + " classes of others");
        Set<String> unused = new TreeSet<>();
        for (JsonNode component : components()) {
            if (!isOurs(component)) {
                boolean used = false;
                for (Map.Entry<String, byte[]> each : classes(jar(component)).entrySet()) {
                    byte[] shipped = unknown.remove(each.getKey());
                    if (shipped != null) {
                        assertArrayEquals(each.getValue(), shipped, name(component) + " " + each.getKey());
                        used = true;
                    }
                }
                if (!used) {
                    unused.add(name(component));
                }
            }
        }
        assertEquals(Set.of(), unknown.keySet(), "classes in the jar of no component");
        assertEquals(Set.of(), unused, "components that have no class in the jar");
    }

    private static File jar(JsonNode component) throws IOException {
        String version = component.get("version").asText();
        Path folder = REPOSITORY
                .resolve(component.get("group").asText().replace('.', '/'))
                .resolve(component.get("name").asText())
                .resolve(version);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-" + version + ".jar"))
                    .findFirst()
                    .orElseThrow()
                    .toFile();
        }
    }

    private static Map<String, byte[]> classes(File file) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (JarFile jar = new JarFile(file)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        classes.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return classes;
    }
}
