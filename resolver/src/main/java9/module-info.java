// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The library on a module path. JNA and slf4j are optional: an application that wants the memfd and libbpf's options, or
 * the listener that logs, requires {@code com.sun.jna} or {@code org.slf4j} itself.
 */
module io.github.btfresolver {
    requires org.tukaani.xz;
    requires static com.sun.jna;
    requires static org.slf4j;

    exports io.github.btfresolver;
    exports io.github.btfresolver.btf;
    exports io.github.btfresolver.bundle;
    exports io.github.btfresolver.core;
    exports io.github.btfresolver.file;
    exports io.github.btfresolver.kernel;
    exports io.github.btfresolver.loader;
}
