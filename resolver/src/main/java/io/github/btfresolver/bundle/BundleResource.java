// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/**
 * Where bundles are in a jar. Not below a package: a shading tool that relocates packages must not move them, and two
 * agents in one process must not shadow each other's.
 */
public final class BundleResource {
    /** The folder of all bundles. */
    public static final String DIRECTORY = "META-INF/btf-bundle/";

    /** The list of the bundles of a jar, see {@link BundleIndex}. */
    public static final String INDEX = DIRECTORY + "bundles";

    /** The suffix of a bundle's file. */
    public static final String SUFFIX = ".btfb";

    private BundleResource() {}

    /**
     * The resource of a bundle.
     *
     * @throws IllegalArgumentException when no bundle can have this name
     */
    public static String path(String name) {
        if (!BundleIndex.isName(name)) {
            throw new IllegalArgumentException(
                    "bundle name \"" + name + "\": expected up to " + BundleIndex.MAX_NAME + " of [A-Za-z0-9._-]");
        }
        return DIRECTORY + name + SUFFIX;
    }
}
