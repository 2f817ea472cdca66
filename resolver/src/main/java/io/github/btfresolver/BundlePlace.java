// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleIndex;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.KernelEntries;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.file.FileStart;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A bundle on the class path, or in a file. */
final class BundlePlace extends EntryPlace {
    private final @Nullable BundleIndex index;
    private @Nullable Bundle bundle;
    private byte @Nullable [] taken;
    private String origin = "";

    private BundlePlace(String source, String name, @Nullable BundleIndex index) {
        super(source, name);
        this.index = index;
    }

    static BundlePlace resource(String name, BundleIndex index) {
        return new BundlePlace(StepNote.BUNDLE, name, index);
    }

    static BundlePlace file(String path) {
        return new BundlePlace(StepNote.BUNDLE_FILE, path, null);
    }

    @Override
    @Nullable
    String open() throws IOException {
        bundle = index == null ? openFile() : openResource(index);
        if (bundle != null) {
            return null;
        }
        return index == null
                ? FileStart.absence("no such file", new File(name()))
                : "no resource " + BundleResource.DIRECTORY + name() + BundleResource.SUFFIX + " in " + index;
    }

    private @Nullable Bundle openResource(BundleIndex index) throws IOException {
        byte[] bytes = index.read(name());
        return bytes == null ? null : Bundle.open(bytes, name());
    }

    private @Nullable Bundle openFile() throws IOException {
        File file = new File(name());
        if (!file.exists()) {
            return null;
        }
        try (InputStream in = new FileInputStream(file)) {
            return Bundle.open(in, name());
        }
    }

    private Bundle bundle() {
        return Objects.requireNonNull(bundle, "not open");
    }

    @Override
    KernelMatch match(HostKernel host, boolean infer) {
        return infer ? bundle().infer(host) : bundle().match(host);
    }

    @Override
    KernelEntries entries() {
        return bundle().entries();
    }

    @Override
    String take(int entry, KernelId kernel) throws IOException {
        taken = bundle().layout(bundle().layoutOf(entry));
        origin = name() + "!" + kernel;
        return name();
    }

    @Override
    @Nullable
    KernelBtf handOver(Settings settings, Search search) {
        byte[] btf = Objects.requireNonNull(taken, "not taken");
        return handedOver(settings, search, btf, origin, bundle().encodedLabel());
    }
}
