// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The page of dependencies has those that the POMs have, but for the tests'. */
class DependenciesTest {
    /** By which the POMs name a version, in front of what they name. */
    private static final String PROPERTY = "${version.";

    /** Name and version of each row. */
    static Map<String, String> documented() {
        Map<String, String> rows = new TreeMap<>();
        for (List<String> row : Page.of("resolver/docs/dependencies.md").rows()) {
            if (row.get(0).startsWith("`")) {
                rows.put(row.get(0).replace("`", ""), row.get(1));
            }
        }
        return rows;
    }

    @Test
    void the_table_has_what_the_poms_name_with_its_version() throws IOException {
        Element parent = pom("pom.xml");
        Map<String, String> managed = new TreeMap<>();
        Set<String> forTests = new TreeSet<>();
        for (Element dependency :
                Xml.all(Xml.all(parent, "dependencyManagement").get(0), "dependency")) {
            managed.put(name(dependency), version(parent, Xml.text(dependency, "version")));
            if (Xml.text(dependency, "scope").equals("test")) {
                forTests.add(name(dependency));
            }
        }
        Map<String, String> named = new TreeMap<>();
        for (Element pom : List.of(parent, pom("resolver/pom.xml"), pom("bundle-plugin/pom.xml"))) {
            for (Element dependency : dependencies(pom)) {
                String name = name(dependency);
                boolean test = Xml.text(dependency, "scope").equals("test") || forTests.contains(name);
                if (!test && !name.startsWith("io.github.btfresolver:")) {
                    named.put(name, String.valueOf(managed.get(name)));
                }
            }
        }
        Map<String, String> documented = documented();
        documented.keySet().removeIf(name -> name.startsWith("commons-") || name.endsWith(":commons-lang3"));
        assertEquals(named, documented);
    }

    @Test
    void the_library_needs_nothing_at_run_time_but_xz() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (Element dependency : dependencies(pom("resolver/pom.xml"))) {
            boolean test = Set.of("test", "provided").contains(Xml.text(dependency, "scope"))
                    || name(dependency).equals("io.github.btfresolver:btf-testdata");
            if (!test && !Xml.text(dependency, "optional").equals("true")) {
                needed.add(name(dependency));
            }
        }
        assertEquals(Set.of("org.tukaani:xz"), needed);
    }

    private static Element pom(String path) throws IOException {
        return Xml.parse(Files.readString(Page.ROOT.resolve(path)));
    }

    /** Those of the module itself, not what it manages nor its plugins'. */
    private static List<Element> dependencies(Element pom) {
        return Xml.children(pom).stream()
                .filter(each -> each.getTagName().equals("dependencies"))
                .flatMap(each -> Xml.children(each).stream())
                .toList();
    }

    private static String name(Element dependency) {
        return Xml.text(dependency, "groupId") + ":" + Xml.text(dependency, "artifactId");
    }

    private static String version(Element parent, String version) {
        return version.startsWith(PROPERTY)
                ? Xml.text(Xml.all(parent, "properties").get(0), version.substring(2, version.length() - 1))
                : version;
    }
}
