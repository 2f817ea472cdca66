// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.plugin.docs.Page.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Parts of POMs in the pages have the plugin's goals and parameters, or are those of a POM that is built in a test. */
class XmlSnippetsTest {
    private static final String SHADED = "bundle-plugin/src/it/shaded/agent/pom.xml";
    private static final PluginDescriptor DESCRIPTOR = PluginDescriptor.read();

    static List<Snippet> snippets() throws IOException {
        return Page.snippets("xml");
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void it_is_of_a_pom_that_would_do(Snippet snippet) throws IOException {
        for (Element part : Xml.children(Xml.parse("<parts>" + snippet.text() + "</parts>"))) {
            switch (part.getTagName()) {
                case "dependency" -> checkArtifact(part, "btf-resolver");
                case "plugin" -> checkPlugin(part);
                case "execution" -> checkExecution(part);
                default -> checkParameter(part, DESCRIPTOR.goals());
            }
        }
    }

    private static void checkArtifact(Element part, String artifactId) {
        assertEquals("io.github.btfresolver", Xml.text(part, "groupId"));
        assertEquals(artifactId, Xml.text(part, "artifactId"));
        assertEquals(DESCRIPTOR.version(), Xml.text(part, "version"));
    }

    private static void checkPlugin(Element plugin) throws IOException {
        if (Xml.text(plugin, "artifactId").equals("maven-shade-plugin")) {
            checkShading(plugin);
            return;
        }
        checkArtifact(plugin, "btf-bundle-maven-plugin");
        List<Element> executions = Xml.all(plugin, "execution");
        assertTrue(!executions.isEmpty(), "no execution");
        executions.forEach(XmlSnippetsTest::checkExecution);
    }

    private static void checkExecution(Element execution) {
        Set<String> goals = new TreeSet<>();
        Xml.all(execution, "goal").forEach(goal -> goals.add(goal.getTextContent()));
        assertTrue(!goals.isEmpty() && DESCRIPTOR.goals().containsAll(goals), goals::toString);
        for (Element configuration : Xml.all(execution, "configuration")) {
            Xml.children(configuration).forEach(parameter -> checkParameter(parameter, goals));
        }
    }

    /** A parameter of one of the goals, or an item of one that is a list. */
    private static void checkParameter(Element part, Set<String> goals) {
        Set<String> parameters = new HashSet<>();
        goals.forEach(goal -> parameters.addAll(DESCRIPTOR.parameters(goal)));
        String name = part.getTagName();
        assertTrue(parameters.contains(name) || parameters.contains(name + "s"), name + " is no parameter of " + goals);
        for (Element item : Xml.children(part)) {
            assertEquals(name, item.getTagName() + "s");
        }
    }

    /** The same filters, transformers and relocated packages as in the agent that a test shades and runs. */
    private static void checkShading(Element plugin) throws IOException {
        Element pom = Xml.parse(Files.readString(Page.ROOT.resolve(SHADED)));
        for (String name : List.of("filter", "transformer", "goal", "phase", "pattern")) {
            Set<String> tested = new HashSet<>();
            Xml.all(pom, name).forEach(each -> tested.add(Xml.compact(each)));
            List<Element> shown = Xml.all(plugin, name);
            assertTrue(!shown.isEmpty(), "no " + name);
            for (Element each : shown) {
                assertTrue(tested.contains(Xml.compact(each)), () -> Xml.compact(each) + " is not in " + SHADED);
            }
        }
    }

    @Test
    void there_are_some() throws IOException {
        assertTrue(snippets().size() >= 5, snippets()::toString);
    }
}
