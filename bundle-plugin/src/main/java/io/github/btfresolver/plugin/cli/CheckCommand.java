// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.plugin.verify.StalenessCheck;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Check that a jar's BPF objects are those that its bundles were made for.",
            "Looks at the files' contents, in the jar and in jars in it; objects without CO-RE relocations do not count."
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JAR", description = "A jar or war, or a folder of classes.")
    private File artifact;

    @Option(
            names = "--allow-missing",
            description = "Objects of a bundle that are not in the jar are fine: they are loaded from elsewhere.")
    private boolean allowMissing;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        StalenessCheck.Result result = StalenessCheck.check(artifact);
        List<String> problems = new ArrayList<>(result.problems());
        if (!allowMissing) {
            for (String missing : result.missing()) {
                problems.add(missing + ". When it is loaded from elsewhere: --allow-missing");
            }
        }
        if (!problems.isEmpty()) {
            throw new IOException(String.join("\n", problems));
        }
        spec.commandLine().getOut().println("checked " + result.summary());
        return 0;
    }
}
