// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.plugin.report.ReportFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Write what a bundle covers, and what programs can do on each kernel.",
            "As a page, NAME.html, which needs no network, and as JSON, NAME.json; prints where the page is."
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "BUNDLE",
            description = "A bundle's file (*.btfb); or a jar or war or a folder of classes, with bundles in it.")
    private File artifact;

    @Option(
            names = "--object",
            arity = "1..*",
            paramLabel = "OBJECT",
            description = "BPF objects that the bundle was made for, where they are not in the jar.")
    private List<File> objects = List.of();

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to write; is made.")
    private File output;

    @Option(
            names = "--records",
            paramLabel = "DIR",
            description = "Where the Maven goal bundle has left what it knows of the inputs (target/btf-bundle).")
    private @Nullable Path records;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        for (File page : ReportFiles.read(artifact, objects).write(Optional.ofNullable(records), output)) {
            spec.commandLine().getOut().println(page);
        }
        return 0;
    }
}
