// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.tree;

import org.jspecify.annotations.Nullable;

/** Folders of versions that BTFHub's archive has at its root, and not in that of their distribution. */
public final class MisplacedFolder {
    /** Its name, a tag that the releases in it have, and the distribution's ID. */
    private static final String[][] FOLDERS = {{"1", ".amzn1.", "amzn"}};

    private MisplacedFolder() {}

    /** The ID of the distribution to which a release in a folder belongs; null when the folder is no such one. */
    public static @Nullable String id(String folder, String release) {
        for (String[] row : FOLDERS) {
            if (row[0].equals(folder) && release.concat(".").contains(row[1])) {
                return row[2];
            }
        }
        return null;
    }
}
