// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.CDump;
import io.github.btfresolver.btf.RawDump;
import io.github.btfresolver.file.BtfFile;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Print the types of a BTF.",
            "raw: one record a type, the text of 'bpftool btf dump file FILE'.",
            "c: a header for BPF programs, as vmlinux.h; every member has its place in the kernel."
        })
final class DumpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Raw BTF, or an ELF file that holds some.")
    private File file;

    @Option(names = "--format", defaultValue = "raw", paramLabel = "FORMAT", description = "raw (default) or c")
    private Format format;

    @Option(
            names = {"-B", "--base"},
            paramLabel = "BASE",
            description = "FILE is the BTF of a kernel module, split on that of the kernel in BASE.")
    private @Nullable File base;

    /** The names are what the user types. */
    enum Format {
        raw,
        c
    }

    @Override
    public Integer call() throws IOException {
        Btf btf = base == null ? BtfFile.read(file) : BtfFile.readSplit(file, BtfFile.read(base));
        StandardOutput out = new StandardOutput();
        switch (format) {
            case raw -> RawDump.write(btf, out);
            case c -> CDump.write(btf, out);
        }
        return 0;
    }
}
