// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.plugin.minimize.KernelMinimization;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.output.AtomicOutput;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
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
            "Reduce a kernel's BTF to what BPF objects use.",
            "Writes byte for byte what 'bpftool gen min_core_btf INPUT OUTPUT OBJECT...' writes. With modules, which",
            "bpftool cannot do, the types that the kernel itself does not have are taken from them, and the output",
            "stands alone."
        })
final class MinimizeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = "The kernel's BTF: raw, or an ELF file such as vmlinux.")
    private File input;

    @Parameters(index = "1", paramLabel = "OUTPUT", description = "Where to write; replaced as a whole or not at all.")
    private File output;

    @Parameters(index = "2..*", arity = "1..*", paramLabel = "OBJECT", description = "Compiled BPF objects.")
    private List<File> objects;

    @Option(
            names = "--byte-order",
            defaultValue = "little",
            paramLabel = "ORDER",
            description = "Byte order of the output: little (default), big, or source for that of INPUT.")
    private OutputOrder order;

    @Option(
            names = {"-B", "--base"},
            paramLabel = "BASE",
            description = "INPUT is the BTF of a kernel module, split on that of the kernel in BASE.")
    private @Nullable File base;

    @Option(
            names = "--module",
            paramLabel = "FILE",
            description = "The BTF of a kernel module, split on the kernel's; may be given several times.")
    private List<File> modules = List.of();

    /** The names are what the user types. */
    enum OutputOrder {
        little,
        big,
        source;

        ByteOrder forInput(ByteOrder input) {
            return switch (this) {
                case little -> ByteOrder.LITTLE_ENDIAN;
                case big -> ByteOrder.BIG_ENDIAN;
                case source -> input;
            };
        }
    }

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, MinimizationException {
        KernelMinimization minimization =
                KernelMinimization.of(new KernelMinimization.Kernel(input, base, modules), objects, order::forInput);
        for (String warning : minimization.warnings()) {
            spec.commandLine().getErr().println("btf-bundle: warning: " + warning);
        }
        AtomicOutput.write(output, minimization.bytes());
        return 0;
    }
}
