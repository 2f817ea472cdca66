// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.plugin.jdk.FileFailure;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the program {@code btf-bundle}. */
@Command(
        name = "btf-bundle",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description =
                "Minimizes kernel BTFs to what BPF objects need, bundles them, and shows what a machine would get.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:failed; standard error says why",
            "2:wrong usage",
            "141:nobody reads standard output any more, as when head has seen enough"
        })
public final class Main {
    /** What a shell reports for SIGPIPE. */
    private static final int READER_GONE = 141;

    // those that are about the others
    private static final String COMPLETION = "completion";
    private static final String HELP = "help";

    /** By the words that they are called by, in the order in which the help has them. */
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("minimize", MinimizeCommand.class);
        COMMANDS.put("relocate", RelocateCommand.class);
        COMMANDS.put("dump", DumpCommand.class);
        COMMANDS.put("bundle", BundleCommand.class);
        COMMANDS.put("list", ListCommand.class);
        COMMANDS.put("explain", ExplainCommand.class);
        COMMANDS.put("check", CheckCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put(COMPLETION, CompletionCommand.class);
        COMMANDS.put(HELP, CommandLine.HelpCommand.class);
    }

    private Main() {}

    public static void main(String[] args) {
        // no option is a time or a date; to look for the JDK's classes of those takes an eighth of picocli's start
        System.setProperty("picocli.converters.excludes", "java.*");
        System.exit(run(args));
    }

    /**
     * The program, with all its commands, or for words that begin with one of them, with that one: to have picocli look at all takes longer
     * than many a run.
     */
    public static CommandLine commandLine(String... args) {
        CommandLine program = new CommandLine(new Main());
        String first = args.length == 0 ? HELP : args[0];
        boolean alone = COMMANDS.containsKey(first) && !first.equals(HELP) && !first.equals(COMPLETION);
        COMMANDS.forEach((name, command) -> {
            if (!alone || name.equals(first)) {
                program.addSubcommand(name, command);
            }
        });
        return program;
    }

    /** Runs one command; gives its exit status. */
    static int run(String... args) {
        StandardOutput out = new StandardOutput();
        CommandLine commandLine = commandLine(args);
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true));
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
        commandLine.setParameterExceptionHandler(Main::wrongUsage);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.registerConverter(File.class, word -> new File(NonEmpty.check(word)));
        commandLine.registerConverter(Path.class, word -> Path.of(NonEmpty.check(word)));
        int status = execute(commandLine, args);
        commandLine.getOut().flush();
        IOException failure = out.failure();
        return status == 0 && failure != null ? failed(failure, commandLine) : status;
    }

    private static int execute(CommandLine commandLine, String[] args) {
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            commandLine
                    .getErr()
                    .println("btf-bundle: out of memory (" + e.getMessage() + "): more is given by java -Xmx");
            return 1;
        }
    }

    private static int failed(Exception e, CommandLine command) {
        if (StandardOutput.isReaderGone(e)) {
            return READER_GONE;
        }
        command.getErr().println("btf-bundle: " + message(e));
        return 1;
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("btf-bundle: " + e.getMessage() + nearest(e) + taken(e));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return 2;
    }

    private static String nearest(ParameterException e) {
        List<String> near = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return near.isEmpty() ? "" : ". Did you mean " + String.join(" or ", near) + "?";
    }

    /** That an option with several values takes every word up to the next option is not what everybody expects. */
    private static String taken(ParameterException e) {
        boolean lacksWord = e instanceof MissingParameterException missing
                && missing.getMissing().stream().anyMatch(ArgSpec::isPositional);
        boolean hasTaker = e.getCommandLine().getCommandSpec().options().stream()
                .anyMatch(option ->
                        option.arity().max() > 1 && !option.stringValues().isEmpty());
        return lacksWord && hasTaker
                ? ". Words after an option that takes several are its own: write this one first."
                : "";
    }

    private static String message(Exception e) {
        String message = e instanceof FileSystemException failure
                ? FileFailure.named(failure).getMessage()
                : e.getMessage();
        return message == null ? e.toString() : message;
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"btf-bundle " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
