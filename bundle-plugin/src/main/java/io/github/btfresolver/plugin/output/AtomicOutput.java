// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.output;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Replaces a file as a whole: the bytes go to a new file beside it, which then takes its name. */
public final class AtomicOutput {
    private AtomicOutput() {}

    /** Writes a file; one that is not a regular file, such as a pipe or {@code /dev/stdout}, directly. */
    public static void write(File file, byte[] bytes) throws IOException {
        Path target = file.toPath();
        if (Files.isDirectory(target)) {
            throw new IOException(file + ": is a directory");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (FileOutputStream out = new FileOutputStream(file)) {
                out.write(bytes);
            }
            return;
        }
        // a symbolic link stays, and what it points to is replaced
        replace(Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), bytes);
    }

    /** Writes a file unless it has these bytes already; says whether it was written. */
    public static boolean writeIfChanged(File file, byte[] bytes) throws IOException {
        if (file.isFile() && file.length() == bytes.length && Arrays.equals(Files.readAllBytes(file.toPath()), bytes)) {
            return false;
        }
        write(file, bytes);
        return true;
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(target + ": cannot be written: its folder does not exist");
        }
        Path temporary = create(folder, "." + target.getFileName() + ".");
        try {
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A new file with the permissions that the user's umask gives, which a temporary file of Java's would not have. */
    private static Path create(Path folder, String prefix) throws IOException {
        long pid = ProcessHandle.current().pid();
        for (int i = 0; ; i++) {
            try {
                return Files.createFile(folder.resolve(prefix + pid + "-" + i + ".tmp"));
            } catch (FileAlreadyExistsException e) {
                if (i == 100) {
                    throw e;
                }
            }
        }
    }
}
