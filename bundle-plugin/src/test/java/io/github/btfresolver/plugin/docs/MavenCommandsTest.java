// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Maven's commands in the pages, which no test can run, since it runs in one of them. */
class MavenCommandsTest {
    private static final Set<String> GOALS =
            Set.of("clean", "package", "test", "verify", "deploy", "spotless:apply", "-pl");

    /** What Maven's plugins and benchmarks know; other properties are the POMs'. */
    private static final Set<String> MAVENS_OWN = Set.of(
            "test",
            "it.test",
            "surefire.failIfNoSpecifiedTests",
            "failsafe.failIfNoSpecifiedTests",
            "altDeploymentRepository",
            "maven.install.skip",
            "btf.jvms",
            "goal",
            "detail");

    /** On a line of its own, or within a text. */
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)mvn ([a-z][^`\n]*)");

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Matcher matcher = COMMAND.matcher(page.text()); matcher.find(); ) {
                commands.add(matcher.group(1));
            }
        }
        return commands;
    }

    @Test
    void there_are_some() throws IOException {
        assertTrue(commands().contains("verify"), commands()::toString);
        assertTrue(commands().size() > 5, commands()::toString);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_has_goals_modules_profiles_and_properties_that_there_are(String command) throws IOException {
        List<String> arguments = List.of(command.split(" ", -1));
        String poms = "";
        for (String pom : List.of("pom.xml", "resolver/pom.xml", "bundle-plugin/pom.xml", "sample-agent/pom.xml")) {
            poms += Files.readString(Page.ROOT.resolve(pom));
        }
        for (String argument : arguments) {
            String name = argument.replaceFirst("^-[DP]", "").replaceFirst("=.*", "");
            if (argument.startsWith("-P")) {
                assertTrue(poms.contains("<id>" + name + "</id>"), argument);
            } else if (argument.startsWith("-D")) {
                assertTrue(MAVENS_OWN.contains(name) || poms.contains("<" + name), argument);
            } else if (arguments.indexOf(argument) > 0
                    && arguments.get(arguments.indexOf(argument) - 1).equals("-pl")) {
                for (String module : argument.split(",", -1)) {
                    assertTrue(poms.contains("<module>" + module + "</module>"), argument);
                }
            } else if (argument.startsWith("btf-bundle:")) {
                String goal = argument.substring("btf-bundle:".length());
                assertTrue(
                        goal.equals("help") || PluginDescriptor.read().goals().contains(goal), argument);
            } else {
                assertTrue(GOALS.contains(argument), argument);
            }
        }
    }
}
