// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file in a directory of its own, both for this user only. Others can write to {@code /tmp}: so the directory's
 * name is random and it must be new, and nothing that exists is opened, followed or replaced. The one place that uses
 * {@code java.nio.file}, since {@code java.io} cannot make a file that was never anybody else's.
 */
final class FileHandOver extends HandOver {
    private static final String FILE_NAME = "vmlinux.btf";

    private final Path directory;
    private final Path file;

    private FileHandOver(Path directory, Path file, String description) {
        super(file.toString(), description);
        this.directory = directory;
        this.file = file;
    }

    /** Writes it; {@code instead} says why it is not a memfd, empty when a file was asked for. */
    static HandOver create(byte[] btf, @Nullable String tempDir, String instead) throws IOException {
        String parent = tempDir == null ? defaultTempDir().getPath() : tempDir;
        try {
            Path directory =
                    Files.createTempDirectory(Paths.get(parent).toAbsolutePath(), "btf-resolver-", mode("rwx------"));
            String description = "private temporary file" + (instead.isEmpty() ? "" : " (" + instead + ")");
            FileHandOver handOver = new FileHandOver(directory, directory.resolve(FILE_NAME), description);
            handOver.fill(btf);
            return handOver;
        } catch (IOException | InvalidPathException | UnsupportedOperationException | SecurityException e) {
            throw new IOException("nothing can be written below " + parent + ": " + reason(e), e);
        }
    }

    private void fill(byte[] btf) throws IOException {
        boolean done = false;
        try {
            write(btf);
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private void write(byte[] btf) throws IOException {
        Set<OpenOption> options = new HashSet<>(
                Arrays.asList(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        try (SeekableByteChannel out = Files.newByteChannel(file, options, mode("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(btf);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    /** The message of a FileSystemException is a path; what happened is in its class or its reason. */
    private static String reason(Exception e) {
        if (e instanceof FileSystemException) {
            String reason = ((FileSystemException) e).getReason();
            return reason == null ? e.getClass().getSimpleName() : reason;
        }
        return e.toString();
    }

    @Override
    public void close() {
        delete(file);
        delete(directory);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException | SecurityException e) {
            // Somebody cleaned up before us, or put something beside our file; neither concerns the caller.
        }
    }
}
