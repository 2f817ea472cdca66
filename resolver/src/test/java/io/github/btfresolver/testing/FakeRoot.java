// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.kernel.HostRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that looks like a machine's root, with nothing in it but what a test puts there. */
public final class FakeRoot {
    private final Path directory;

    public FakeRoot(Path directory) {
        this.directory = directory;
    }

    /** A machine that says it is this kernel. */
    public static FakeRoot ofKernel(Path directory, String release) throws IOException {
        return new FakeRoot(directory)
                .put("/proc/sys/kernel/osrelease", release + "\n")
                .put("/proc/sys/kernel/version", "#1 SMP\n")
                .put("/proc/sys/kernel/arch", "x86_64\n");
    }

    public FakeRoot put(String path, byte[] contents) throws IOException {
        Path file = path(path);
        Files.createDirectories(file.getParent());
        Files.write(file, contents);
        return this;
    }

    public FakeRoot put(String path, String contents) throws IOException {
        return put(path, contents.getBytes(StandardCharsets.UTF_8));
    }

    public FakeRoot link(String path, String target) throws IOException {
        Path file = path(path);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, directory.getFileSystem().getPath(target));
        return this;
    }

    public FakeRoot directory(String path) throws IOException {
        Files.createDirectories(path(path));
        return this;
    }

    public Path path(String path) {
        return directory.resolve(path.substring(1));
    }

    /** As a process sees it that has nothing in its own. */
    public HostRoot root() {
        return HostRoot.of(
                directory.toString(), HostRoot.ownAt(path("/no-such-root").toString()));
    }

    /** The same as the root of a process that is in it. */
    public HostRoot ownRoot() {
        return HostRoot.ownAt(directory.toString());
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
