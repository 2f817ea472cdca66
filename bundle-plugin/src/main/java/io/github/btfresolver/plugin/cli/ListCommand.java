// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.bundle.BundledSource;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.kernel.KernelId;
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
        name = "list",
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
        out.println("bundle " + bundle.name() + ": " + bundle.kernelCount() + " kernels, " + bundle.layoutCount()
                + " layouts, " + bytes.length + " bytes");
        for (BundledObject object : bundle.objects()) {
            out.println("object " + object.sha256() + " " + object.name());
        }
        for (BundledSource source : bundle.sources()) {
            out.println("source " + source);
        }
        for (int i = 0; i < bundle.kernelCount(); i++) {
            KernelId kernel = bundle.kernel(i);
            int layout = bundle.layoutOf(i);
            out.println("kernel " + kernel + " layout " + layout + " (" + bundle.layoutSize(layout) + " bytes)"
                    + (kernel.buildId() == null ? "" : " build-id " + kernel.buildId()));
        }
        return 0;
    }
}
