// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.jdk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that did not exist, with the permissions that the user's umask gives; but others than the user and the
 * group may not write to them, even where the umask says that they may.
 */
public final class NewFiles {
    private NewFiles() {}

    /**
     * Opens a new file for reading and writing. Nothing that exists is opened, followed or replaced.
     *
     * @throws FileAlreadyExistsException when there is something of this name, be it a link to nothing
     */
    public static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                permissions("rw-rw-r--"));
    }

    /** Makes a folder and those above it, as far as they are not there. */
    public static void createDirectories(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) { // a try and its exception would take longer
            Files.createDirectories(folder, permissions("rwxrwxr-x"));
        }
    }

    /** None on a system that has no such permissions. */
    private static FileAttribute<?>[] permissions(String text) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
