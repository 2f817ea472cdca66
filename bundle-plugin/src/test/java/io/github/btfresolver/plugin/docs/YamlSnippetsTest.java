// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.plugin.docs.Page.Snippet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Pods in the pages hold together: what a container mounts is a volume, and what a setting names is mounted. */
class YamlSnippetsTest {
    static List<Snippet> snippets() throws IOException {
        return Page.snippets("yaml");
    }

    @Test
    void there_are_some() throws IOException {
        assertFalse(snippets().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void it_is_a_pod(Snippet snippet) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Map<String, Object> pod = new Yaml(new SafeConstructor(strict)).load(snippet.text());
        assertEquals("Pod", pod.get("kind"));
        assertEquals(Set.of("apiVersion", "kind", "metadata", "spec"), pod.keySet());
        Map<String, Object> spec = map(pod.get("spec"));
        Set<Object> volumes = new HashSet<>();
        maps(spec.get("volumes")).forEach(volume -> volumes.add(volume.get("name")));
        List<Map<String, Object>> containers = new ArrayList<>(maps(spec.get("containers")));
        containers.addAll(maps(spec.get("initContainers")));
        containers.forEach(container -> checkContainer(container, volumes));
    }

    private static void checkContainer(Map<String, Object> container, Set<Object> volumes) {
        Set<Object> paths = new HashSet<>();
        for (Map<String, Object> mount : maps(container.get("volumeMounts"))) {
            assertTrue(volumes.contains(mount.get("name")), mount::toString);
            paths.add(mount.get("mountPath"));
        }
        for (Map<String, Object> variable : maps(container.get("env"))) {
            assertTrue(paths.contains(variable.get("value")), variable + " is not mounted");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }
}
