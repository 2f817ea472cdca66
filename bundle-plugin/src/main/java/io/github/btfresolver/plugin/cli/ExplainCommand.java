// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.Explanation;
import io.github.btfresolver.KernelBtf;
import io.github.btfresolver.Resolution;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.plugin.output.AtomicOutput;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Show which BTF a machine gets, and why.",
            "A dry run of the library: prints what it sees, everything that it tried, and what would help. Exit status 0"
                    + " only when a BTF is found.",
            "With --release and without --root, the question is about another machine: whether bundles have its kernel."
                    + " Then nothing of this one is looked at, but the architecture when --machine does not say it."
        })
final class ExplainCommand implements Callable<Integer> {
    @Option(names = "--root", paramLabel = "DIR", description = "The machine's root directory (default: this one's).")
    private @Nullable File root;

    @Option(names = "--release", paramLabel = "R", description = "What 'uname -r' says there.")
    private @Nullable String release;

    @Option(names = "--machine", paramLabel = "M", description = "What 'uname -m' says there.")
    private @Nullable String machine;

    @ArgGroup
    private @Nullable SystemOptions system;

    @Option(names = "--bundle", arity = "1..*", paramLabel = "FILE", description = "Bundles to search.")
    private List<File> bundles = List.of();

    @Option(names = "--output", paramLabel = "FILE", description = "Write the BTF that was found.")
    private @Nullable File output;

    @Option(names = "--json", description = "As one JSON object: found, summary, kernel, steps, warnings, advice, ...")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BtfResolver resolver = resolver();
        Explanation explanation = resolver.explain();
        Resolution resolution = explanation.resolution();
        // the table belongs to standard output, found or not
        spec.commandLine().getOut().println(json ? resolution.toJson() : explanation.toString());
        if (!explanation.isFound()) {
            throw new IOException(resolution.summary());
        }
        if (output != null) {
            write(resolver, output);
        }
        return 0;
    }

    private static void write(BtfResolver resolver, File output) throws IOException {
        try (KernelBtf btf = resolver.resolve()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            btf.writeTo(bytes);
            AtomicOutput.write(output, bytes.toByteArray());
        }
    }

    private BtfResolver resolver() {
        BtfResolver.Builder builder = BtfResolver.builder().handOver(HandOverMode.NONE);
        builder.bundles().bundleFiles(bundles.stream().map(File::getPath).toArray(String[]::new));
        if (root != null) {
            requireUname(root);
            builder.hostRoot(root.getPath());
        } else if (release != null) {
            builder.anotherMachine();
        } else if (machine != null) {
            throw new ParameterException(
                    spec.commandLine(), "--machine " + machine + ": give its kernel's release, too, with --release");
        }
        if (release != null) {
            builder.release(release);
        }
        if (machine != null) {
            builder.machine(machine);
        }
        if (system != null) {
            system.addTo(builder);
        }
        return builder.build();
    }

    /** A faked machine must say which kernel it has: this machine's would be a wrong answer. */
    private void requireUname(File directory) {
        if (release == null && !new File(directory, "proc/sys/kernel/osrelease").isFile()) {
            throw new ParameterException(
                    spec.commandLine(),
                    directory + " has no proc/sys/kernel/osrelease: give the kernel's release with --release");
        }
    }
}
