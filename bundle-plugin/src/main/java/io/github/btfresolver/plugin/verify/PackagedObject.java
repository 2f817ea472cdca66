// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import io.github.btfresolver.core.BpfObject;

/**
 * A BPF object in an artifact.
 *
 * @param place in the artifact
 * @param sha256 of its bytes, in lower-case hex digits
 * @param parsed its contents
 */
public record PackagedObject(String place, String sha256, BpfObject parsed) {
    /** Whether it is what a bundle calls by this name, by which the name of its file is meant, or that and its folder's. */
    boolean isCalled(String name) {
        return place.endsWith("/" + name);
    }

    @Override
    public String toString() {
        return place + " (SHA-256 " + sha256 + ")";
    }
}
