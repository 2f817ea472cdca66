// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.btf.RawDump;
import io.github.btfresolver.file.BtfFile;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        description = {"Print the types of a BTF.", "One record a type: the text of 'bpftool btf dump file FILE'."})
final class DumpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Raw BTF, or an ELF file that holds some.")
    private File file;

    @Option(names = "--format", defaultValue = "raw", paramLabel = "FORMAT", description = "raw (default)")
    private Format format;

    /** The names are what the user types. */
    enum Format {
        raw
    }

    @Override
    public Integer call() throws IOException {
        switch (format) {
            case raw -> RawDump.write(BtfFile.read(file), new FileOutputStream(FileDescriptor.out));
        }
        return 0;
    }
}
