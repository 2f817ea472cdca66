// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;

/**
 * What processes have left that died with a {@link PrivateDirectory}. A process is dead when its lock is free: that holds
 * across containers that share the directory, where the numbers of processes mean nothing.
 */
final class StaleDirectories {
    private StaleDirectories() {}

    /** Removes this user's; what cannot be removed stays, and is nobody's concern. */
    static void remove(Path parent, int user) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                removeIfStale(entry, user);
            }
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            // Not all may list a directory that they may write to.
        }
    }

    private static void removeIfStale(Path entry, int user) {
        String name = String.valueOf(entry.getFileName());
        if (!PrivateDirectory.isName(name) || LiveDirectories.contains(name)) {
            return;
        }
        try {
            if (UnixFile.of(entry).isPrivateDirectoryOf(user)) {
                removeUnlessLocked(entry);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Gone already, or in use by this process.
        }
    }

    private static void removeUnlessLocked(Path directory) throws IOException {
        try (FileChannel lock = FileChannel.open(
                directory.resolve(PrivateDirectory.LOCK),
                new HashSet<>(Arrays.asList(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)))) {
            if (lock.tryLock() != null) {
                PrivateDirectory.deleteAll(directory);
            }
        } catch (NoSuchFileException e) {
            Files.delete(directory); // only when it is empty: its process died before it had a lock
        }
    }
}
