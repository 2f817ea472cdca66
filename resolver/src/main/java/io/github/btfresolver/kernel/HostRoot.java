// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.file.FileStart;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the machine's own root directory is seen from here: {@code /}, or the place where a container has it mounted.
 * Immutable.
 */
public final class HostRoot {
    private static final int MAX_TEXT = 1024;

    private final String prefix;
    private final boolean isOwn;

    private HostRoot(String prefix, boolean isOwn) {
        this.prefix = prefix;
        this.isOwn = isOwn;
    }

    /**
     * The root at a directory.
     *
     * @param path null, empty or {@code /} for this process's own root
     */
    public static HostRoot of(@Nullable String path) {
        String prefix = path == null ? "" : path;
        while (prefix.endsWith("/")) {
            prefix = prefix.substring(0, prefix.length() - 1);
        }
        return new HostRoot(prefix, prefix.isEmpty());
    }

    /** This process's own root as if it were at a directory: for tests. */
    public static HostRoot ownAt(String directory) {
        return new HostRoot(directory, true);
    }

    /** The root that is seen at an absolute path from this one. */
    HostRoot below(String path) {
        return new HostRoot(prefix + path, false);
    }

    /** Whether it is this process's own root. */
    public boolean isOwn() {
        return isOwn;
    }

    /** Whether it is a directory at all, and not somebody's typing mistake. */
    public boolean isDirectory() {
        return isOwn() || new File(prefix).isDirectory();
    }

    /** The file that has this absolute path on the machine. */
    public File file(String path) {
        return new File(prefix + path);
    }

    /**
     * The first kilobyte of a small text file of {@code /proc} or {@code /sys}, without blanks around it.
     *
     * @return null when it is empty or cannot be read: then nothing is known
     */
    @Nullable
    String text(String path) {
        try {
            String text = new String(FileStart.read(file(path), MAX_TEXT), StandardCharsets.UTF_8).trim();
            return text.isEmpty() ? null : text;
        } catch (
                Exception
                        e) { // an IOException or a RuntimeException; by name, the verifier would load it at every start
            return null;
        }
    }

    /**
     * Whether a file below this root is a link to somewhere outside. An absolute link on the machine ({@code
     * /lib/modules/…/build} mostly is one) would be followed into the container, whose files belong to another system.
     */
    public boolean isLeftBy(File file) throws IOException {
        if (isOwn()) {
            return false;
        }
        String root = new File(prefix).getCanonicalPath();
        return !root.equals("/") && !file.getCanonicalPath().startsWith(root + "/");
    }

    @Override
    public String toString() {
        return prefix.isEmpty() ? "/" : prefix;
    }
}
