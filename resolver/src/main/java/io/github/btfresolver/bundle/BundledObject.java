// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** A BPF object that a bundle was made for. Immutable. */
public final class BundledObject {
    private final String name;
    private final String sha256;

    BundledObject(String name, String sha256) {
        this.name = name;
        this.sha256 = sha256;
    }

    /** The SHA-256 by which bundles know an object, of the bytes of its file: lower-case hex digits. */
    public static String sha256(byte[] object) {
        return Hex.of(Sha256.of(object), 0, Sha256.LENGTH);
    }

    /** The name of the object's file, for messages. */
    public String name() {
        return name;
    }

    /** The SHA-256 of the object's file, in lower-case hex digits. */
    public String sha256() {
        return sha256;
    }

    @Override
    public String toString() {
        return name + " (SHA-256 " + sha256 + ")";
    }
}
