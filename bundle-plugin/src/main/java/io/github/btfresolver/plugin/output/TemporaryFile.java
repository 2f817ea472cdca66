// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.output;

import io.github.btfresolver.plugin.jdk.NewFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A new file beside the one whose place it is to take, with the number of this process in its name. It is written to by what
 * opened it, never by its name again, under which others may have put something else.
 */
final class TemporaryFile implements Closeable {
    private static final String SUFFIX = ".tmp";

    private static final int TRIES = 100;

    /** No name is used twice: what another thread has just moved is not what it would remove. */
    static final AtomicLong NEXT = new AtomicLong();

    private final Path target;
    private final Path path;
    private final FileChannel channel;
    private boolean moved;

    private TemporaryFile(Path target, Path path, FileChannel channel) {
        this.target = target;
        this.path = path;
        this.channel = channel;
    }

    static TemporaryFile beside(Path target) throws IOException {
        long pid = ProcessHandle.current().pid();
        for (int tries = 1; ; tries++) {
            Path path = target.resolveSibling(prefix(target) + pid + "-" + NEXT.getAndIncrement() + SUFFIX);
            try {
                return new TemporaryFile(target, path, NewFiles.create(path));
            } catch (FileAlreadyExistsException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    FileChannel channel() {
        return channel;
    }

    /** Takes the target's place and, where there was a file, its permissions. */
    void replaceTarget() throws IOException {
        channel.close();
        keepPermissions();
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        moved = true;
    }

    /**
     * Where others may write to the folder, a link may be in the place of this file by now: it is not followed. A file system without
     * permissions tells the same of all its files, and lets nobody set them.
     */
    private void keepPermissions() throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        PosixFileAttributeView own =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (old != null && own != null && Files.exists(target)) {
            Set<PosixFilePermission> kept = old.readAttributes().permissions();
            if (!kept.equals(own.readAttributes().permissions())) {
                own.setPermissions(kept);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!moved) {
            Files.deleteIfExists(path);
        }
    }

    /**
     * Removes what processes have left that were killed before they could give it the target's place: those that have ended,
     * and those that had this one's number before it, as it is in containers. What cannot be removed stays.
     */
    static void removeLeftBehind(Path target) {
        Path folder = target.resolveSibling("");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> isLeftBehind(target, file))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | RuntimeException e) {
            // a folder that may not be listed, or another user's file: nobody's concern
        }
    }

    private static boolean isLeftBehind(Path target, Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String prefix = prefix(target);
        int dash = name.lastIndexOf('-');
        if (!name.startsWith(prefix) || !name.endsWith(SUFFIX) || dash < prefix.length()) {
            return false;
        }
        try {
            long pid = Long.parseLong(name.substring(prefix.length(), dash));
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            return process.isEmpty() || (pid == ProcessHandle.current().pid() && isOlder(file, process.get()));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isOlder(Path file, ProcessHandle process) throws IOException {
        Instant written =
                Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        return process.info().startInstant().filter(written::isBefore).isPresent();
    }
}
