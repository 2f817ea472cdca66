// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.kernel.KernelId;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Print what is in a bundle.",
            "First the objects it was made for, then each kernel with its layout."
        })
final class ListCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = "A bundle's file.")
    private File file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Bundle bundle;
        try (InputStream in = new FileInputStream(file)) {
            bundle = Bundle.read(in, file.getPath());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("bundle " + bundle.name() + ": " + bundle.kernelCount() + " kernels, " + bundle.layoutCount()
                + " layouts, " + file.length() + " bytes");
        for (BundledObject object : bundle.objects()) {
            out.println("object " + object.sha256() + " " + object.name());
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
