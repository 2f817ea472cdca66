// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Entry point of {@code btf-bundle.jar}. */
@Command(
        name = "btf-bundle",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description =
                "Minimizes kernel BTFs to what BPF objects need, bundles them, and shows what a machine would get.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:failed; one line on standard error says why", "2:wrong usage"},
        subcommands = {
            MinimizeCommand.class,
            RelocateCommand.class,
            DumpCommand.class,
            BundleCommand.class,
            ListCommand.class,
            ResolveCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command; gives its exit status. */
    static int run(String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setExecutionExceptionHandler(Main::failed);
        commandLine.setParameterExceptionHandler(Main::wrongUsage);
        commandLine.setUsageHelpAutoWidth(true);
        return commandLine.execute(args);
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof IOException && "Broken pipe".equals(e.getMessage())) {
            // the reader has seen enough, as head(1) does; what a shell reports for SIGPIPE
            return 141;
        }
        command.getErr().println("btf-bundle: " + message(e));
        return 1;
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("btf-bundle: " + e.getMessage());
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return 2;
    }

    private static String message(Exception e) {
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + ": no such file or directory";
        }
        if (e instanceof FileSystemException failure) {
            return failure.getFile() + ": "
                    + (failure.getReason() == null ? e.getClass().getSimpleName() : failure.getReason());
        }
        String message = e.getMessage();
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
