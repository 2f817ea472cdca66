// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pages lead to each other, and call what there is by its name. */
class PagesTest {
    /** The languages of snippets, each of which a test here takes all snippets of. */
    private static final Set<String> CHECKED = Set.of("sh", "java", "xml", "yaml", "groovy", "text");

    private static final Pattern PROPERTY = Pattern.compile("(?<![\\w./])btfresolver\\.([a-zA-Z]+)");
    private static final Pattern VARIABLE = Pattern.compile("BTFRESOLVER_[A-Z_]+");
    private static final Pattern PLUGIN_PROPERTY = Pattern.compile("-Dbtf-bundle\\.([a-zA-Z]+)");

    @Test
    void every_snippet_is_in_a_language_that_is_checked() throws IOException {
        List<String> others = Page.all().stream()
                .flatMap(page -> page.snippets().stream())
                .filter(snippet -> !CHECKED.contains(snippet.language()))
                .map(snippet -> snippet + " is in \"" + snippet.language() + "\"")
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void links_lead_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!link.startsWith("https://")) {
                    links++;
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? page.file()
                            : page.file().resolveSibling(parts[0]).normalize();
                    boolean isThere = Files.exists(target)
                            && (parts.length == 1
                                    || Page.of(Page.ROOT.relativize(target).toString())
                                            .anchors()
                                            .contains(parts[1]));
                    if (!isThere) {
                        broken.add(page + ": " + link);
                    }
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(links > 50, "only " + links + " links found");
    }

    @Test
    void every_page_is_linked_from_another() throws IOException {
        Set<Path> linked = new TreeSet<>();
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                linked.add(
                        page.file().resolveSibling(link.replaceFirst("#.*", "")).normalize());
            }
        }
        for (Page page : Page.all()) {
            assertTrue(linked.contains(page.file()) || page.toString().equals("README.md"), page + " is not linked");
        }
    }

    /** Two commands, and what fits two screens. */
    @Test
    void the_first_page_is_short() {
        Page readme = Page.of("README.md");
        List<String> commands = readme.snippets().stream()
                .filter(snippet -> snippet.language().equals("sh"))
                .map(Page.Snippet::text)
                .toList();
        assertEquals(List.of("sample-agent/run-demo.sh\n", "mvn verify\n"), commands);
        assertTrue(readme.text().lines().count() <= 100, "README.md is too long");
    }

    @Test
    void the_first_page_knows_what_the_plugin_needs() {
        String needs = PluginDescriptor.read().needs();
        assertTrue(Page.of("README.md").text().contains(needs), needs);
    }

    /** The rows of the page are the library's settings; another test holds that. */
    @Test
    void settings_have_the_names_of_the_settings_page() throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (List<String> row : Page.of("resolver/README.md").rows()) {
            settings.put(row.get(1), row.get(2));
        }
        assertTrue(settings.containsKey("`btfresolver.hostRoot`"), settings::toString);
        for (Page page : Page.all()) {
            for (String name : matches(PROPERTY, page.text(), 0)) {
                assertTrue(settings.containsKey("`" + name + "`"), page + ": " + name);
            }
            for (String name : matches(VARIABLE, page.text(), 0)) {
                assertTrue(settings.containsValue("`" + name + "`") || name.equals("BTFRESOLVER_"), page + ": " + name);
            }
        }
    }

    @Test
    void the_plugins_properties_are_those_of_its_parameters() throws IOException {
        Set<String> known = PluginDescriptor.read().properties();
        Set<String> named = new TreeSet<>();
        for (Page page : Page.all()) {
            named.addAll(matches(PLUGIN_PROPERTY, page.text(), 1));
        }
        assertFalse(named.isEmpty());
        assertEquals(
                Set.of(), named.stream().filter(name -> !known.contains(name)).collect(Collectors.toSet()));
    }

    /** The page of the plugin has a table of each goal's parameters, in which several may share a row. */
    @Test
    void every_parameter_of_a_goal_is_on_the_plugins_page() {
        Set<String> documented = new TreeSet<>();
        for (List<String> row : Page.of("bundle-plugin/docs/plugin.md").rows()) {
            documented.addAll(matches(Pattern.compile("`(\\w+)`"), row.get(0), 1));
        }
        Set<String> parameters = new TreeSet<>();
        PluginDescriptor descriptor = PluginDescriptor.read();
        descriptor.goals().forEach(goal -> parameters.addAll(descriptor.parameters(goal)));
        assertEquals(parameters, documented);
    }

    private static List<String> matches(Pattern pattern, String text, int group) {
        List<String> matches = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            matches.add(matcher.group(group));
        }
        return matches;
    }
}
