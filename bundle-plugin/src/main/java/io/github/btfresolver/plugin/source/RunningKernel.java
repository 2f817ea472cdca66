// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.elf.GnuBuildId;
import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The kernel that this runs on. To be built on the kernel room's uname and os-release finder. */
final class RunningKernel {
    private final Path root;
    private final Path btf;

    RunningKernel(Path root) {
        this.root = root;
        btf = root.resolve("sys/kernel/btf/vmlinux");
    }

    boolean isItsBtf(Path file) {
        return file.toAbsolutePath().normalize().equals(btf.toAbsolutePath().normalize());
    }

    SourcedKernel find(String spec) throws IOException {
        if (!Files.exists(btf)) {
            throw new SourceException(spec, "the running kernel has no BTF: there is no " + btf);
        }
        Path osRelease = osReleaseFile();
        return new SourcedKernel(
                new KernelId(
                        field(osRelease, "ID"),
                        field(osRelease, "VERSION_ID"),
                        Arch.normalize(System.getProperty("os.arch", "")),
                        Files.readString(root.resolve("proc/sys/kernel/osrelease"))
                                .trim(),
                        buildId()),
                btf.toString(),
                btf);
    }

    private @Nullable Path osReleaseFile() {
        Path etc = root.resolve("etc/os-release");
        Path usr = root.resolve("usr/lib/os-release");
        return Files.isReadable(etc) ? etc : Files.isReadable(usr) ? usr : null;
    }

    private static String field(@Nullable Path osRelease, String key) throws IOException {
        if (osRelease == null) {
            return "";
        }
        for (String line : Files.readAllLines(osRelease)) {
            if (line.startsWith(key + "=")) {
                String value = line.substring(key.length() + 1).trim();
                boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return "";
    }

    private @Nullable String buildId() throws IOException {
        Path notes = root.resolve("sys/kernel/notes");
        if (!Files.isReadable(notes)) {
            return null;
        }
        return GnuBuildId.find(ByteBuffer.wrap(Files.readAllBytes(notes)).order(ByteOrder.nativeOrder()));
    }
}
