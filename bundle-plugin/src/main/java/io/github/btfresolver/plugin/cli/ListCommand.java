// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.plugin.bundling.BundleListing;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Print what is in a bundle.",
            "First the objects it was made for and the sources of its kernels, then each kernel with its layout."
        })
final class ListCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = "A bundle's file.")
    private File file;

    @Option(
            names = "--json",
            description = "As one JSON object: name, size, objects (name, sha256), sources (text, revision, kernels),"
                    + " layouts (layout, size, sha256), kernels (id, version_id, arch, release, build_id, layout).")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        byte[] bytes = BtfFile.readAll(file);
        Bundle bundle = Bundle.read(new ByteArrayInputStream(bytes), file.getPath());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            BundleJson.write(bundle, bytes.length, out);
            return 0;
        }
        BundleListing.lines(bundle, bytes.length).forEach(out::println);
        return 0;
    }
}
