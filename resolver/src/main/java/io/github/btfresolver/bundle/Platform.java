// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** What many kernels of a bundle have in common: architecture, {@code ID} and {@code VERSION_ID}. */
final class Platform implements Comparable<Platform> {
    private final String arch;
    private final String id;
    private final String versionId;

    Platform(String arch, String id, String versionId) {
        this.arch = arch;
        this.id = id;
        this.versionId = versionId;
    }

    String arch() {
        return arch;
    }

    String id() {
        return id;
    }

    String versionId() {
        return versionId;
    }

    @Override
    public int compareTo(Platform that) {
        int order = arch.compareTo(that.arch);
        order = order != 0 ? order : id.compareTo(that.id);
        return order != 0 ? order : versionId.compareTo(that.versionId);
    }
}
