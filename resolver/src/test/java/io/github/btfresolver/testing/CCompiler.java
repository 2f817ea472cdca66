// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.nio.file.Path;

/** Compiles the C programs in {@code src/test/loaders} against libbpf's own header. */
public final class CCompiler {
    private CCompiler() {}

    /** The folder of the sources. */
    public static File sources() {
        return new File("src/test/loaders").getAbsoluteFile();
    }

    /** Compiles {@code name.c}; the test is skipped when there is no compiler, header or library. */
    public static String compile(String name, Path directory) {
        String clang = Judges.require("clang", "clang");
        if (!new File("/usr/include/bpf/libbpf.h").canRead()) {
            Judges.skip("libbpf's header is missing (Debian package libbpf-dev)");
        }
        String program = directory.resolve(name).toString();
        Judges.Run run = Judges.run(
                clang, "-Wall", "-Werror", "-o", program, new File(sources(), name + ".c").getPath(), "-lbpf");
        if (run.status != 0) {
            throw new AssertionError(run.output);
        }
        return program;
    }
}
