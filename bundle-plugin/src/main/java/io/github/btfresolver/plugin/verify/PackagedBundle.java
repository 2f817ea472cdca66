// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleResource;

/**
 * A bundle in an artifact.
 *
 * @param place in the artifact
 * @param bundle what it holds
 * @param size of its file in bytes
 */
public record PackagedBundle(String place, Bundle bundle, int size) {
    /** Where the list of bundles must be that names it. */
    String indexPlace() {
        return place.substring(0, place.lastIndexOf('/') + 1) + "bundles";
    }

    /** The name under which the library looks for it. */
    String fileName() {
        return place.substring(place.lastIndexOf('/') + 1, place.length() - BundleResource.SUFFIX.length());
    }

    /** Whether a file of an artifact is a bundle: in its folder, at the root of a jar or of classes in one. */
    static boolean isBundle(String place) {
        String folder = place.substring(0, place.lastIndexOf('/') + 1);
        return folder.endsWith("/" + BundleResource.DIRECTORY) && place.endsWith(BundleResource.SUFFIX);
    }

    /** Whether a file of an artifact is a list of bundles. */
    static boolean isIndex(String place) {
        return place.endsWith("/" + BundleResource.INDEX);
    }
}
