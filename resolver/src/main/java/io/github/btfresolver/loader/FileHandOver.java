// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file in a {@linkplain PrivateDirectory directory of its own}, both for this user only. The one way that uses
 * {@code java.nio.file}, since {@code java.io} cannot make a file that was never anybody else's.
 */
final class FileHandOver extends HandOver {
    private final PrivateDirectory directory;

    private FileHandOver(PrivateDirectory directory, String description) {
        super(directory.path().resolve(PrivateDirectory.FILE).toString(), description);
        this.directory = directory;
    }

    /** Writes it; {@code instead} says why it is not a memfd, empty when a file was asked for. */
    static HandOver create(byte[] btf, @Nullable String tempDir, String instead) throws IOException {
        String parent = tempDir == null ? defaultTempDir().getPath() : tempDir;
        try {
            // Not a SecureRandom, which is slow to start: names need not be secret, see PrivateDirectory.
            PrivateDirectory directory = PrivateDirectory.create(parent, new Random());
            fill(directory, btf);
            return new FileHandOver(
                    directory, "private temporary file" + (instead.isEmpty() ? "" : " (" + instead + ")"));
        } catch (IOException | InvalidPathException | UnsupportedOperationException | SecurityException e) {
            throw new IOException("no file can be handed over below " + parent + ": " + reason(e), e);
        }
    }

    private static void fill(PrivateDirectory directory, byte[] btf) throws IOException {
        boolean done = false;
        try {
            write(directory.path().resolve(PrivateDirectory.FILE), btf);
            done = true;
        } finally {
            if (!done) {
                directory.close();
            }
        }
    }

    private static void write(Path file, byte[] btf) throws IOException {
        try (FileChannel out = PrivateDirectory.openNew(file)) {
            ByteBuffer bytes = ByteBuffer.wrap(btf);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
    }

    /** The message of a FileSystemException is a path, and perhaps a reason; else what happened is in its class. */
    private static String reason(Exception e) {
        if (e instanceof FileSystemException) {
            String reason = ((FileSystemException) e).getReason();
            return reason == null ? e.getClass().getSimpleName() : reason;
        }
        return e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
    }

    @Override
    public void close() {
        directory.close();
    }
}
