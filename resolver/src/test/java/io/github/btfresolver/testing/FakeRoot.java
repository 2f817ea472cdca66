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

    /** What the JVM was compiled for that runs on it. */
    private String osArch = "amd64";

    public FakeRoot(Path directory) {
        this.directory = directory;
    }

    /**
     * A machine of x86_64 that says it is this kernel. A resolver that gets no more of it than its path asks the JVM that really
     * runs, and so needs a release that tells the architecture: 6.1 or later.
     */
    public static FakeRoot ofKernel(Path directory, String release) throws IOException {
        return new FakeRoot(directory).kernel(release, "x86_64");
    }

    /**
     * Says that it is this kernel, and runs a JVM for it.
     *
     * @param machine what {@code uname -m} prints; {@code /proc} tells it only where the kernel does, which is since Linux 6.1
     */
    public FakeRoot kernel(String release, String machine) throws IOException {
        if (tellsArchitecture(release)) {
            put("/proc/sys/kernel/arch", machine + "\n");
        }
        return jvm(machine.equals("x86_64") ? "amd64" : machine)
                .put("/proc/sys/kernel/osrelease", release + "\n")
                .put("/proc/sys/kernel/version", "#1 SMP\n");
    }

    private static boolean tellsArchitecture(String release) {
        return release.matches("(6\\.[1-9]|[7-9]|[1-9][0-9]).*");
    }

    /** Runs a JVM with this {@code os.arch}, as {@link #root}, {@link #emptyRoot} and {@link #ownRoot} tell from now on. */
    public FakeRoot jvm(String newOsArch) {
        osArch = newOsArch;
        return this;
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
        return HostRoot.of(directory.toString(), emptyRoot());
    }

    /** The own root of that process. */
    public HostRoot emptyRoot() {
        return HostRoot.ownAt(path("/no-such-root").toString(), osArch);
    }

    /** The same as the root of a process that is in it. */
    public HostRoot ownRoot() {
        return HostRoot.ownAt(directory.toString(), osArch);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
