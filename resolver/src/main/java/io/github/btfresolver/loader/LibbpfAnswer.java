// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import io.github.btfresolver.libc.LibCAccess;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The libbpf that is to load the object: its version, or why that is not known. The machine's libbpf need not be the one
 * that the application has built in; who has one says its version. Immutable.
 */
public final class LibbpfAnswer {
    private final @Nullable LibbpfVersion version;
    private final String origin;

    private LibbpfAnswer(@Nullable LibbpfVersion version, String origin) {
        this.version = version;
        this.origin = origin;
    }

    /**
     * What somebody says.
     *
     * @throws IllegalArgumentException when this is no version
     */
    public static LibbpfAnswer given(String version) {
        return new LibbpfAnswer(LibbpfVersion.parse(version), "as given");
    }

    /** Asks this machine's libbpf, through JNA; that there is no answer is an ordinary answer. */
    public static LibbpfAnswer ofThisMachine() {
        LibCAccess jna = LibCAccess.get();
        if (jna.calls() == null) {
            return new LibbpfAnswer(null, jna.reason());
        }
        try {
            return new LibbpfAnswer(JnaLibbpf.version(), "installed");
        } catch (IOException | IllegalArgumentException | LinkageError e) {
            return new LibbpfAnswer(null, String.valueOf(e.getMessage()));
        }
    }

    /** Null when it is not known. */
    public @Nullable LibbpfVersion version() {
        return version;
    }

    /** For messages: {@code libbpf 1.1 (installed)}, {@code libbpf's version is not known: ...}. */
    @Override
    public String toString() {
        return version == null ? "libbpf's version is not known: " + origin : "libbpf " + version + " (" + origin + ")";
    }
}
