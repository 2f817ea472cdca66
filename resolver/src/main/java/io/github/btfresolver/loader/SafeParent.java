// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Who else could put another directory in the place of ours, between any check and libbpf's use of the path: the owners of
 * all directories above, and whoever can write to one that is not sticky. Members of a directory's group are trusted as its
 * owner has trusted them.
 */
final class SafeParent {
    private SafeParent() {}

    /**
     * Checks a directory and those above it.
     *
     * @param parent without links
     * @throws IOException when others than {@code user} and root could; the message says who and why
     */
    static void check(Path parent, int user) throws IOException {
        for (Path path = parent; path != null; path = path.getParent()) {
            UnixFile above = UnixFile.of(path);
            if (above.uid() != 0 && above.uid() != user) {
                throw new IOException(path + " belongs to user " + above.uid()
                        + ", who could exchange the file: expected root or the user of this process, " + user);
            }
            if (above.isOpenToAll()) {
                throw new IOException(path + " is writable by all users and not sticky, so that anybody could exchange"
                        + " the file; chmod +t makes it safe");
            }
        }
    }
}
