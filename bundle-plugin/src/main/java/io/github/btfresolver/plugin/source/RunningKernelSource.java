// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.HostRoot;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel that this runs on, as a source of BTF. */
final class RunningKernelSource {
    private final Path root;
    private final Path btf;

    /** @param root of its file system */
    RunningKernelSource(Path root) {
        this.root = root;
        btf = root.resolve("sys/kernel/btf/vmlinux");
    }

    boolean isItsBtf(Path file) {
        return file.toAbsolutePath().normalize().equals(btf.toAbsolutePath().normalize());
    }

    boolean hasBtf() {
        return Files.exists(btf);
    }

    SourcedKernel find(String spec) throws IOException {
        if (!hasBtf()) {
            throw new SourceException(spec, "the running kernel has no BTF: there is no " + btf);
        }
        KernelId id =
                HostKernel.read(HostRoot.of(root.toString()), null, null, null).id();
        return SourcedKernel.of(id, btf);
    }
}
