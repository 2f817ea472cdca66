// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The libbpf of this machine, as JNA finds it. */
final class JnaLibbpf {
    private static final String[] NAMES = {"libbpf.so.1", "libbpf.so.0", "libbpf.so"};

    private JnaLibbpf() {}

    /**
     * Asks it for its version, which it can tell since 0.6; before that, functions that were new tell.
     *
     * @throws IOException when there is none
     */
    static LibbpfVersion version() throws IOException {
        if (!Platform.isLinux()) {
            throw new IOException("this is not Linux");
        }
        NativeLibrary library = load();
        if (has(library, "libbpf_version_string")) {
            return LibbpfVersion.parse(
                    library.getFunction("libbpf_version_string").invokeString(new Object[0], false));
        }
        return has(library, "btf__load_vmlinux_btf")
                ? LibbpfVersion.WITH_CUSTOM_PATH
                : new LibbpfVersion(0, 0, "older than 0.5");
    }

    private static NativeLibrary load() throws IOException {
        for (String name : NAMES) {
            NativeLibrary library = tryLoad(name);
            if (library != null) {
                return library;
            }
        }
        throw new IOException("no libbpf on this machine");
    }

    private static @Nullable NativeLibrary tryLoad(String name) {
        try {
            return NativeLibrary.getInstance(name);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }

    private static boolean has(NativeLibrary library, String function) {
        try {
            return library.getFunction(function) != null;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }
}
