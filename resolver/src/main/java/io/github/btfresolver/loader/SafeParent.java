// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import io.github.btfresolver.file.FileStart;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Who else could put another directory in the place of ours, between any check and libbpf's use of the path: the owners of
 * all directories above, and whoever can write to one that is not sticky. Members of a directory's group are trusted as its
 * owner has trusted them.
 */
final class SafeParent {
    private static final String STATUS = "/proc/self/status";
    private static final int MAX_STATUS = 1 << 16;

    private SafeParent() {}

    /**
     * Checks a directory and those above it, before anything is made there.
     *
     * @param parent without links
     * @throws IOException when others than root and this process's user could; the message says who and why
     */
    static void check(Path parent) throws IOException {
        int user = user();
        for (Path path = parent; path != null; path = path.getParent()) {
            UnixFile above = UnixFile.of(path);
            if (above.uid() != 0 && above.uid() != user) {
                throw new IOException(
                        path + " belongs to user " + above.uid() + ", who could exchange the file: expected root"
                                + (user < 0
                                        ? "; without /proc nobody else is known"
                                        : " or the user of this process, " + user));
            }
            if (above.isOpenToAll()) {
                throw new IOException(path + " is writable by all users and not sticky, so that anybody could exchange"
                        + " the file; chmod +t makes it safe");
            }
        }
    }

    /** By whom files of this process are owned; not asked of a new file, which others may have exchanged. Else negative. */
    static int user() {
        try {
            String status = new String(FileStart.read(new File(STATUS), MAX_STATUS), StandardCharsets.ISO_8859_1);
            int line = status.indexOf("\nUid:");
            int end = line < 0 ? -1 : status.indexOf('\n', line + 1);
            if (end >= 0) {
                return Integer.parseInt(status.substring(status.lastIndexOf('\t', end) + 1, end));
            }
        } catch (IOException | NumberFormatException e) {
            // /proc is not mounted, or hidden
        }
        return -1;
    }
}
