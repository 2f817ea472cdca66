// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.w3c.dom.Element;

/**
 * What Maven knows of the plugin.
 *
 * @param version the project's
 * @param needs the Maven and Java that it runs on
 * @param parametersByGoal those that users may set
 * @param properties names that set one of them, without {@code btf-bundle.}
 */
record PluginDescriptor(
        String version, String needs, Map<String, Set<String>> parametersByGoal, Set<String> properties) {
    private static final String FILE = "bundle-plugin/target/classes/META-INF/maven/plugin.xml";

    /** The one that the build has generated. */
    static PluginDescriptor read() {
        Element root;
        try {
            root = Xml.parse(Files.readString(Page.ROOT.resolve(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is made in process-classes", e);
        }
        Map<String, Set<String>> goals = new TreeMap<>();
        Set<String> properties = new TreeSet<>();
        for (Element mojo : Xml.all(root, "mojo")) {
            String goal = Xml.text(mojo, "goal");
            if (!goal.equals("help")) {
                Set<String> parameters = goals.computeIfAbsent(goal, key -> new TreeSet<>());
                for (Element parameter : Xml.all(mojo, "parameter")) {
                    if (Xml.text(parameter, "editable").equals("true")) {
                        parameters.add(Xml.text(parameter, "name"));
                    }
                }
                addProperties(mojo, properties);
            }
        }
        String needs = "Maven " + Xml.text(root, "requiredMavenVersion") + " and newer on Java "
                + Xml.text(root, "requiredJavaVersion") + " and newer";
        return new PluginDescriptor(Xml.text(root, "version"), needs, goals, properties);
    }

    /** Below {@code configuration}, a parameter's property stands as {@code ${btf-bundle.skip}}. */
    private static void addProperties(Element mojo, Set<String> properties) {
        for (Element configuration : Xml.all(mojo, "configuration")) {
            for (Element each : Xml.children(configuration)) {
                String expression = each.getTextContent().strip();
                if (expression.startsWith("${btf-bundle.")) {
                    properties.add(expression.substring("${btf-bundle.".length(), expression.length() - 1));
                }
            }
        }
    }

    Set<String> goals() {
        return parametersByGoal.keySet();
    }

    Set<String> parameters(String goal) {
        return parametersByGoal.getOrDefault(goal, Set.of());
    }
}
