// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.HostKernel;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A bundle on the class path, or in a file. */
final class BundlePlace extends EntryPlace {
    private final @Nullable ClassLoader loader;
    private @Nullable Bundle bundle;

    /** @param loader that has it as a resource; null for a file */
    BundlePlace(Source source, String name, @Nullable ClassLoader loader) {
        super(source, name);
        this.loader = loader;
    }

    @Override
    @Nullable
    String open() throws IOException {
        try (InputStream in = stream()) {
            if (in == null) {
                return loader == null
                        ? "no such file"
                        : "no resource " + BundleResource.DIRECTORY + name() + BundleResource.SUFFIX + " in " + loader;
            }
            bundle = Bundle.open(in, name());
            return null;
        }
    }

    private @Nullable InputStream stream() throws IOException {
        if (loader != null) {
            return BundleResource.open(loader, name());
        }
        File file = new File(name());
        return file.exists() ? new FileInputStream(file) : null;
    }

    private Bundle bundle() {
        return Objects.requireNonNull(bundle, "not open");
    }

    @Override
    KernelMatch match(HostKernel host, boolean infer) {
        return infer ? bundle().infer(host) : bundle().match(host);
    }

    @Override
    FoundEntry take(KernelMatch match) throws IOException {
        return FoundEntry.inMemory(
                name(), name() + "!" + match.kernel(), bundle().layout(match), new BundleOrigin(bundle()));
    }
}
