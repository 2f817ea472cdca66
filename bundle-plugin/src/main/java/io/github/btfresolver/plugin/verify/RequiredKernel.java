// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.OsRelease;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kernel that an application must run on, {@code ID/VERSION_ID/ARCH/RELEASE}: what a machine says of itself. */
public final class RequiredKernel {
    private static final String UNKNOWN = "-";

    private final String text;
    private final HostKernel host;

    private RequiredKernel(String text, HostKernel host) {
        this.text = text;
        this.host = host;
    }

    /**
     * Reads one.
     *
     * @param element ID and VERSION_ID of os-release, or a dash for each that is not known, what {@code uname -m} prints and
     *     what {@code uname -r} prints
     * @throws IllegalArgumentException when it has another form, or no known architecture; the message says which
     */
    public static RequiredKernel parse(@Nullable String element) {
        String text = element == null ? "" : element; // Maven makes null of an empty one
        String[] parts = text.trim().split("/", -1);
        String expected = "required kernel '" + text
                + "': expected ID/VERSION_ID/ARCH/RELEASE, as debian/12/x86_64/6.1.0-18-amd64"
                + " or -/-/x86_64/6.1.0-18-amd64";
        if (parts.length != 4 || parts[3].isEmpty()) {
            throw new IllegalArgumentException(expected);
        }
        if (!Arch.isKnown(parts[2])) {
            throw new IllegalArgumentException(expected + "; '" + parts[2] + "' is no architecture that is known");
        }
        HostKernel host = new HostKernel(parts[3], parts[2], null, null, osRelease(parts[0], parts[1]));
        return new RequiredKernel(text.trim(), host);
    }

    private static @Nullable OsRelease osRelease(String id, String versionId) {
        if (id.equals(UNKNOWN)) {
            return null;
        }
        return OsRelease.of(versionId.equals(UNKNOWN) ? Map.of("ID", id) : Map.of("ID", id, "VERSION_ID", versionId));
    }

    /** What the library would answer on that machine. */
    KernelMatch in(Bundle bundle) {
        return bundle.match(host);
    }

    @Override
    public String toString() {
        return text;
    }
}
