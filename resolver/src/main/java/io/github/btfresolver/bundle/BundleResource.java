// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Stub, replaced by the real one at merge. */
public final class BundleResource {
    public static final String DIRECTORY = "META-INF/btf-bundle/";

    private BundleResource() {}

    public static @Nullable InputStream open(ClassLoader loader, String name) {
        return loader.getResourceAsStream(DIRECTORY + name + ".btfb");
    }
}
