// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import org.jspecify.annotations.Nullable;

/** Finds libbpf, and says what is wrong when there is none. */
final class LibbpfAccess {
    /** System property: the library to load, by name or path, instead of the machine's. */
    static final String PROPERTY = "btf.sample.libbpf";

    private static final String[] NAMES = {"libbpf.so.1", "libbpf.so.0", "libbpf.so"};

    private final Libbpf calls;
    private final LibC libc;
    private final NativeLibrary library;

    private LibbpfAccess(String name) {
        calls = Native.load(name, Libbpf.class);
        library = NativeLibrary.getInstance(name);
        libc = Native.load(LibC.class);
    }

    /** Loads what the property says, or else what the machine has. */
    static LibbpfAccess load() throws TracingException {
        checkJna();
        String wanted = System.getProperty(PROPERTY);
        if (wanted != null) {
            LibbpfAccess access = tryLoad(wanted);
            if (access == null) {
                throw new TracingException("no libbpf: " + PROPERTY + "=" + wanted + " cannot be loaded");
            }
            return access;
        }
        for (String name : NAMES) {
            LibbpfAccess access = tryLoad(name);
            if (access != null) {
                return access;
            }
        }
        throw new TracingException(
                "no libbpf on this machine: install libbpf1 (Debian, Ubuntu) or libbpf (Fedora, RHEL,"
                        + " SUSE), or say -D" + PROPERTY + "=/path/to/libbpf.so.1");
    }

    private static @Nullable LibbpfAccess tryLoad(String name) {
        try {
            return new LibbpfAccess(name);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }

    /** JNA unpacks a library of its own and loads it; a temporary folder that is full or noexec ends it there. */
    private static void checkJna() throws TracingException {
        try {
            if (Native.POINTER_SIZE == 0) {
                throw new TracingException("JNA cannot be used here");
            }
        } catch (LinkageError e) {
            throw new TracingException(
                    "JNA cannot be used here: " + TracingException.firstLine(e.getMessage())
                            + "; try -Djna.tmpdir=DIR with a folder whose files may be executed",
                    e);
        }
    }

    Libbpf calls() {
        return calls;
    }

    LibC libc() {
        return libc;
    }

    /** Whether it takes a BTF from a path (0.5). It has no version to ask for before 0.6, but a function is new in 0.5. */
    boolean takesCustomPath() {
        return has("btf__load_vmlinux_btf");
    }

    private boolean has(String function) {
        try {
            return library.getFunction(function) != null;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    /** For messages. */
    String version() {
        if (!has("libbpf_version_string")) {
            return takesCustomPath() ? "libbpf 0.5" : "libbpf before 0.5";
        }
        return "libbpf " + library.getFunction("libbpf_version_string").invokeString(new Object[0], false);
    }
}
