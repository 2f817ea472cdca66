// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledObject;
import java.util.List;

/** The bundle that a BTF is from, and the objects that it was made for. Immutable. */
final class BundleOrigin {
    private final String name;
    private final List<BundledObject> objects;

    BundleOrigin(Bundle bundle) {
        name = bundle.name();
        objects = bundle.objects();
    }

    /** Whether it was made for an object with this hash. */
    boolean isMadeFor(String sha256) {
        for (BundledObject object : objects) {
            if (object.sha256().equals(sha256)) {
                return true;
            }
        }
        return false;
    }

    /** Its name and its objects, for messages. */
    @Override
    public String toString() {
        return "bundle " + name + " was made for " + (objects.isEmpty() ? "no objects" : join());
    }

    private String join() {
        StringBuilder s = new StringBuilder();
        for (BundledObject object : objects) {
            s.append(s.length() == 0 ? "" : ", ").append(object);
        }
        return s.toString();
    }
}
