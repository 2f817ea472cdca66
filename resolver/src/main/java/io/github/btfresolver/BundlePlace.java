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
import java.net.URL;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A bundle on the class path, or in a file. */
final class BundlePlace extends EntryPlace {
    private final @Nullable ClassLoader loader;
    private final @Nullable URL list;
    private @Nullable Bundle bundle;
    private byte @Nullable [] taken;
    private String origin = "";

    private BundlePlace(Source source, String name, @Nullable ClassLoader loader, @Nullable URL list) {
        super(source, name);
        this.loader = loader;
        this.list = list;
    }

    /** @param list that names it; null when somebody else does */
    static BundlePlace resource(String name, ClassLoader loader, @Nullable URL list) {
        return new BundlePlace(Source.BUNDLE, name, loader, list);
    }

    static BundlePlace file(String path) {
        return new BundlePlace(Source.BUNDLE_FILE, path, null, null);
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
            return list == null ? BundleResource.open(loader, name()) : BundleResource.open(loader, name(), list);
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
    String take(KernelMatch match) throws IOException {
        taken = bundle().layout(match);
        origin = name() + "!" + match.kernel();
        return name();
    }

    @Override
    @Nullable
    KernelBtf handOver(Settings settings, Search search) {
        byte[] btf = Objects.requireNonNull(taken, "not taken");
        return new HandOverStep(settings, search).run(btf, origin, bundle().label());
    }
}
