// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.BtfNotFoundException;
import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.plugin.docs.Page.Snippet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages that the page explains are those that the library and the plugin have. */
class TroubleshootingTest {
    private static final Page PAGE = Page.of("resolver/docs/troubleshooting.md");
    private static final String NOT_OURS = "## What libbpf says";
    private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

    @TempDir
    Path machine;

    private static List<String> messages() {
        List<String> messages = new ArrayList<>();
        PAGE.text()
                .substring(0, PAGE.text().indexOf(NOT_OURS))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> {
                    Matcher matcher = MESSAGE.matcher(line.split(" \\| ", 2)[0]);
                    while (matcher.find()) {
                        messages.add(matcher.group(1));
                    }
                });
        return messages;
    }

    @Test
    void what_does_not_differ_in_a_message_is_in_the_sources() throws IOException {
        String literals = Sources.literals("resolver/src/main/java") + Sources.literals("bundle-plugin/src/main/java");
        List<String> unknown = new ArrayList<>();
        for (String message : messages()) {
            for (String part : message.split("…", -1)) {
                if (!literals.contains(part.strip())) {
                    unknown.add(part + " in " + message);
                }
            }
        }
        assertEquals(List.of(), unknown);
        assertTrue(messages().size() > 50, () -> messages().toString());
    }

    /** A message of nothing but blanks and signs would be found anywhere. */
    @Test
    void there_are_words_in_a_message() {
        for (String message : messages()) {
            String longest = List.of(message.split("…", -1)).stream()
                    .max((a, b) -> a.length() - b.length())
                    .orElseThrow();
            assertTrue(longest.matches(".*[a-z]{4}.*"), message);
        }
    }

    @Test
    void the_example_is_what_a_search_says() throws IOException {
        Files.createDirectories(machine.resolve("etc"));
        Files.createDirectories(machine.resolve("proc/sys/kernel"));
        Files.writeString(machine.resolve("etc/os-release"), "ID=ubuntu\nVERSION_ID=\"18.04\"\n");
        Files.writeString(machine.resolve("proc/sys/kernel/osrelease"), "4.15.0-20-generic\n");
        Files.writeString(machine.resolve("proc/sys/kernel/version"), "#21-Ubuntu SMP\n");
        Files.writeString(machine.resolve("proc/sys/kernel/arch"), "x86_64\n");
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            BtfNotFoundException notFound = Assertions.assertThrows(
                    BtfNotFoundException.class,
                    () -> BtfResolver.builder()
                            .hostRoot(machine.toString())
                            .classLoader(empty)
                            .resolve());
            Snippet example = PAGE.snippets().stream()
                    .filter(snippet -> snippet.language().equals("text"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(withoutTimes(notFound.getMessage()), withoutTimes(example.text()));
        }
    }

    private String withoutTimes(String text) {
        return text.replace(machine.toString(), "")
                .replaceAll("\\d+\\.\\d\\d ms", "T ms")
                .strip();
    }

    /** The one other text is the library's rooms, which are packages. */
    @Test
    void other_texts_name_packages() throws IOException {
        List<Snippet> texts = Page.snippets("text").stream()
                .filter(snippet -> !snippet.page().toString().equals(PAGE.toString()))
                .toList();
        assertEquals(1, texts.size(), texts::toString);
        for (String line : texts.get(0).text().lines().toList()) {
            String room = line.strip().replaceFirst(" .*", "");
            Path folder = Page.ROOT.resolve("resolver/src/main/java/io/github/btfresolver");
            assertTrue(
                    room.equals("io.github.btfresolver") || Files.isDirectory(folder.resolve(room)),
                    room + " is no package");
        }
    }
}
