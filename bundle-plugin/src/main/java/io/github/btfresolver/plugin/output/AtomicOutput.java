// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.output;

import io.github.btfresolver.plugin.jdk.FileFailure;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Replaces a file as a whole: the bytes go to a new file beside it, which then takes its name. What is left of such a file when a
 * process is killed, the next one to write the file removes.
 */
public final class AtomicOutput {
    /** As many as Linux follows. */
    private static final int MAX_LINKS = 40;

    private AtomicOutput() {}

    /**
     * Writes a file; one that is not a regular file, such as a pipe or {@code /dev/stdout}, directly. A symbolic link
     * stays, and what it points to is replaced. A file that the user may not write stays as it is, though its folder would
     * let it be replaced.
     */
    public static void write(File file, byte[] bytes) throws IOException {
        write(file, bytes, true);
    }

    /**
     * The same without waiting for the disk: if the machine, not only the process, goes down right after it, the file may hold
     * anything; and what killed processes have left stays. For what carries a checksum and can be made again, in a folder that
     * is cleaned from time to time.
     */
    public static void writeUnsynced(File file, byte[] bytes) throws IOException {
        write(file, bytes, false);
    }

    private static void write(File file, byte[] bytes, boolean sync) throws IOException {
        Path target = file.toPath();
        if (Files.isDirectory(target)) {
            throw new IOException(file + ": is a directory");
        }
        try {
            if (!Files.exists(target)) {
                replace(file, pointedTo(target.toAbsolutePath()), bytes, sync);
            } else if (!Files.isWritable(target)) {
                throw new AccessDeniedException(file.getPath());
            } else if (Files.isRegularFile(target)) {
                replace(file, target.toRealPath(), bytes, sync);
            } else {
                writeInto(file, bytes);
            }
        } catch (FileSystemException e) {
            throw new IOException(file + ": cannot be written: " + FileFailure.reason(e), e);
        }
    }

    private static void writeInto(File file, byte[] bytes) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write(bytes);
        } catch (IOException e) {
            // the system's reason, which does not name the file; a reader that has gone is told apart by it
            boolean readerGone = "Broken pipe".equals(e.getMessage());
            throw readerGone ? e : new IOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** The file that a symbolic link to nothing yet would make. */
    private static Path pointedTo(Path link) throws IOException {
        Path target = link;
        for (int i = 0; Files.isSymbolicLink(target); i++) {
            if (i == MAX_LINKS) {
                throw new FileSystemLoopException(link.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /** Writes a file unless it has these bytes already; says whether it was written. */
    public static boolean writeIfChanged(File file, byte[] bytes) throws IOException {
        if (file.isFile() && file.length() == bytes.length && Arrays.equals(Files.readAllBytes(file.toPath()), bytes)) {
            return false;
        }
        write(file, bytes);
        return true;
    }

    private static void replace(File file, Path target, byte[] bytes, boolean sync) throws IOException {
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(file + ": cannot be written: its folder does not exist");
        }
        if (sync) {
            TemporaryFile.removeLeftBehind(target);
        }
        try (TemporaryFile temporary = TemporaryFile.beside(target)) {
            fill(file, temporary.channel(), bytes, sync);
            temporary.replaceTarget();
        }
    }

    private static void fill(File file, FileChannel out, byte[] bytes, boolean sync) throws IOException {
        try {
            for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                out.write(rest);
            }
            if (sync) {
                out.force(true);
            }
        } catch (IOException e) {
            // the system's reason, such as a full disk, which does not name the file
            throw new IOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
