// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What Maven and Eclipse are told of each goal. */
class PluginDescriptorIT {
    private static final String PARAMETERS = "//mojo[goal != 'help']/parameters/parameter[editable = 'true']";

    private final XPath xpath = XPathFactory.newInstance().newXPath();

    private static Document read(String name) throws Exception {
        try (JarFile jar = new JarFile(new File(System.getProperty("btf.plugin.jar")));
                InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private List<String> texts(Document document, String path) throws Exception {
        NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            texts.add(node.getTextContent().trim());
        }
        return texts;
    }

    @Test
    void every_goal_may_run_in_threads_and_can_be_skipped_and_says_since_when_it_is_there() throws Exception {
        Document plugin = read("META-INF/maven/plugin.xml");
        List<String> goals = texts(plugin, "//mojo/goal");
        assertTrue(goals.containsAll(List.of("bundle", "check", "help", "list", "minimize")), goals.toString());
        assertEquals(List.of(), texts(plugin, "//mojo[threadSafe != 'true']/goal"));
        assertEquals(List.of(), texts(plugin, "//mojo[goal != 'help' and not(since)]/goal"));
        assertEquals(
                List.of(), texts(plugin, "//mojo[goal != 'help' and not(parameters/parameter[name = 'skip'])]/goal"));
    }

    @Test
    void every_parameter_is_described_and_says_since_when_it_is_there() throws Exception {
        Document plugin = read("META-INF/maven/plugin.xml");
        assertTrue(texts(plugin, PARAMETERS + "/name").contains("requiredKernels"));
        assertEquals(List.of(), texts(plugin, PARAMETERS + "[not(since)]/name"));
        assertEquals(List.of(), texts(plugin, PARAMETERS + "[string-length(description) < 10]/name"));
    }

    @Test
    void eclipse_is_told_what_to_do_with_every_goal() throws Exception {
        List<String> mapped = texts(read("META-INF/m2e/lifecycle-mapping-metadata.xml"), "//goal");
        List<String> goals = texts(read("META-INF/maven/plugin.xml"), "//mojo[goal != 'help']/goal");
        assertTrue(mapped.containsAll(goals), goals + " and " + mapped);
    }
}
