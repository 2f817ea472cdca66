// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** What lstat(2) says about a file. Immutable. */
final class UnixFile {
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int STICKY = 01000;
    private static final int ALL_BUT_OWNER = 077;
    private static final int WRITABLE_BY_ALL = 02;

    private final int mode;
    private final int uid;

    private UnixFile(int mode, int uid) {
        this.mode = mode;
        this.uid = uid;
    }

    /** Asks; a link is not followed. */
    static UnixFile of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        return new UnixFile(number(attributes, "mode"), number(attributes, "uid"));
    }

    private static int number(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        if (value instanceof Integer) {
            return (Integer) value;
        }
        throw new UnsupportedOperationException("this file system does not tell the " + name + " of a file");
    }

    int uid() {
        return uid;
    }

    boolean isPrivateDirectoryOf(int user) {
        return (mode & TYPE) == DIRECTORY && (mode & ALL_BUT_OWNER) == 0 && uid == user;
    }

    /** Whether anybody may rename and remove what is in this directory. */
    boolean isOpenToAll() {
        return (mode & WRITABLE_BY_ALL) != 0 && (mode & STICKY) == 0;
    }

    /** Permissions that a new file is born with. */
    static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
