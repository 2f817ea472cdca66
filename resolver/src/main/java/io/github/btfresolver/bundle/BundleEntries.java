// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The kernels of a bundle beside those of other places: what a table of kernels has not, it reads from the bundle. */
final class BundleEntries extends KernelEntries {
    private final Bundle bundle;
    private final KernelEntries kernels;

    private BundleEntries(Bundle bundle, KernelEntries kernels) {
        this.bundle = bundle;
        this.kernels = kernels;
    }

    /** Here, because where one is made and given away the verifier would load this class, which one bundle alone needs not. */
    static KernelEntries of(Bundle bundle, KernelEntries kernels) {
        return new BundleEntries(bundle, kernels);
    }

    @Override
    public int count() {
        return kernels.count();
    }

    @Override
    public KernelId get(int entry) {
        return kernels.get(entry);
    }

    @Override
    protected int[] withRelease(String release) {
        return kernels.withRelease(release);
    }

    @Override
    protected int[] withBuildId(String buildId, int[] sameRelease) {
        return kernels.withBuildId(buildId, sameRelease);
    }

    @Override
    protected @Nullable String buildId(int entry) {
        return kernels.buildId(entry);
    }

    @Override
    protected int layoutOf(int entry) {
        return kernels.layoutOf(entry);
    }

    @Override
    protected byte @Nullable [] bytes(int entry) {
        try {
            return bundle.layout(bundle.layoutOf(entry));
        } catch (IOException e) {
            return null;
        }
    }
}
