// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.btfresolver.Explain;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.plugin.cli.Main;
import io.github.btfresolver.plugin.docs.Page.Snippet;
import io.github.btfresolver.testdata.Judges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command in the pages is one that its program understands, or is run; Maven's are another test's. */
class ShellSnippetsTest {
    private static final String AGENT = "sample-agent/target/btf-sample-agent.jar";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|[^\\s']+");

    @TempDir
    Path folder;

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Snippet snippet : Page.snippets("sh")) {
            snippet.text()
                    .lines()
                    .map(line -> line.replaceFirst("\\s+#.*", "").replaceFirst("^sudo ", ""))
                    .filter(line -> !line.isBlank() && !line.startsWith("mvn "))
                    .forEach(commands::add);
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_is_understood(String command) throws IOException {
        List<String> words = words(command);
        List<String> arguments = words.subList(1, words.size());
        switch (words.get(0)) {
            case "btf-bundle" -> parse(arguments);
            case "java" -> java(arguments);
            case "pahole" -> pahole(command);
            case "(cd" -> runInArchive(command);
            default -> assertTrue(Files.isExecutable(Page.ROOT.resolve(command)), command);
        }
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (Matcher matcher = WORD.matcher(command); matcher.find(); ) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group());
        }
        return words;
    }

    private static void parse(List<String> arguments) {
        CommandLine program = Main.commandLine();
        assertDoesNotThrow(() -> program.parseArgs(arguments.toArray(new String[0])));
    }

    private static void java(List<String> arguments) throws IOException {
        String first = arguments.get(0);
        if (first.startsWith("-javaagent:")) {
            String[] jarAndOptions = first.substring("-javaagent:".length()).split("=", 2);
            assertEquals(AGENT, jarAndOptions[0]);
            agentOption(jarAndOptions[1].replaceFirst("=.*", ""));
        } else if (first.equals("-cp")) {
            assertEquals(List.of("agent.jar", Explain.class.getName()), arguments.subList(1, 3));
            PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
            String[] rest = arguments.subList(3, arguments.size()).toArray(new String[0]);
            assertTrue(Explain.run(nowhere, nowhere, rest) != 2, arguments::toString);
        } else if (arguments.get(1).equals(AGENT)) {
            agent(arguments.subList(2, arguments.size()));
        } else {
            assertEquals(List.of("-jar", "bundle-plugin/target/btf-bundle.jar"), arguments.subList(0, 2));
            parse(arguments.subList(2, arguments.size()));
        }
    }

    private static void agent(List<String> arguments) throws IOException {
        String pom = Files.readString(Page.ROOT.resolve("sample-agent/pom.xml"));
        assertTrue(pom.contains("<finalName>btf-sample-agent</finalName>"));
        if (!arguments.equals(List.of("explain"))) {
            assertEquals(2, arguments.size());
            agentOption(arguments.get(0).substring(2));
        }
    }

    /** The agent is of another module, and is built after this one: its options are looked up in its source. */
    private static void agentOption(String name) throws IOException {
        String source = Sources.literals("sample-agent/src/main/java/io/github/btfresolver/sample/AgentOptions.java");
        assertTrue(source.lines().anyMatch(name::equals), name);
    }

    /** Makes the BTF of a program that has debug information. */
    private void pahole(String command) throws IOException {
        Judges.require("pahole", "pahole");
        Judges.require("clang", "clang");
        Files.writeString(folder.resolve("vmlinux.c"), "struct task { int pid; } task;");
        Judges.Run run = inFolder("clang -g -c -o vmlinux vmlinux.c && " + command);
        assertEquals(0, run.status, run.output);
        String output = words(command).get(1).replaceFirst(".*=", "");
        assertEquals(
                1,
                BtfFile.read(folder.resolve(output).toFile())
                        .types()
                        .findAll("task")
                        .size());
    }

    private Judges.Run inFolder(String command) {
        return Judges.run("sh", "-c", "cd '" + folder + "' && " + command);
    }

    /** Makes the list of checksums of an archive that has one file. */
    private void runInArchive(String command) throws IOException {
        Path kernels = Files.createDirectories(folder.resolve("btfhub-archive/debian/12/x86_64"));
        Files.writeString(kernels.resolve("6.1.0.btf.tar.xz"), "abc");
        Judges.Run run = inFolder(command);
        assertEquals(0, run.status, run.output);
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  ./debian/12/x86_64/6.1.0.btf.tar.xz\n",
                Files.readString(folder.resolve("btfhub-archive/SHA256SUMS")));
    }

    @Test
    void the_table_has_every_command() {
        Set<String> documented = new TreeSet<>();
        for (List<String> row : Page.of("bundle-plugin/docs/command-line.md").rows()) {
            if (row.get(0).startsWith("`")) {
                documented.add(words(row.get(0).replace("`", "")).get(0));
            }
        }
        Set<String> commands = new TreeSet<>(Main.commandLine().getSubcommands().keySet());
        commands.remove("help");
        assertEquals(commands, documented);
    }

    /** So that a run does not take the time to look at the others. */
    @Test
    void what_begins_with_a_command_needs_that_one_only() {
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            boolean aboutOthers = command.equals("help") || command.equals("completion");
            Set<String> made =
                    Main.commandLine(command, "--help").getSubcommands().keySet();
            assertEquals(aboutOthers ? Main.commandLine().getSubcommands().keySet() : Set.of(command), made);
        }
        assertTrue(Main.commandLine("--help").getSubcommands().containsKey("bundle"));
        assertTrue(Main.commandLine("bundel").getSubcommands().containsKey("bundle"));
    }

    /** Within a text a command is named rather than written out: what it names there is. */
    @Test
    void a_command_within_a_sentence_has_a_name_and_options_that_there_are() throws IOException {
        Pattern named = Pattern.compile("`[^`\n]*\\bbtf-bundle ([a-z]+)([^`\n]*)`");
        Pattern option = Pattern.compile(" (--?[a-zA-Z-]+)");
        Map<String, CommandLine> there = Main.commandLine().getSubcommands();
        int found = 0;
        for (Page page : Page.all()) {
            for (Matcher command = named.matcher(page.text()); command.find(); found++) {
                CommandLine subcommand = there.get(command.group(1));
                assertNotNull(subcommand, page + ": " + command.group());
                for (Matcher words = option.matcher(command.group(2)); words.find(); ) {
                    assertTrue(
                            subcommand.getCommandSpec().optionsMap().containsKey(words.group(1)),
                            page + ": " + command.group());
                }
            }
        }
        assertTrue(found >= 2, "found only " + found);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_is_not_two_commands(String command) {
        if (command.contains("&&") != command.startsWith("(cd ") || command.contains(";")) {
            fail(command + " is more than this test looks at");
        }
    }
}
