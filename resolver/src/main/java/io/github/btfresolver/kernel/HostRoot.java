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

    /** Null when this is it. */
    private final @Nullable HostRoot own;

    private HostRoot(String prefix, @Nullable HostRoot own) {
        this.prefix = prefix;
        this.own = own;
    }

    /**
     * The root at a directory.
     *
     * @param path null, empty or {@code /} for this process's own root
     */
    public static HostRoot of(@Nullable String path) {
        return of(path, ownAt(""));
    }

    /**
     * The same for a process that has another root of its own.
     *
     * @param path null, empty or {@code /} for {@code own}
     */
    public static HostRoot of(@Nullable String path, HostRoot own) {
        String prefix = path == null ? "" : path;
        while (prefix.endsWith("/")) {
            prefix = prefix.substring(0, prefix.length() - 1);
        }
        return prefix.isEmpty() ? own : new HostRoot(prefix, own);
    }

    /** This process's own root as if it were at a directory: for tests. */
    public static HostRoot ownAt(String directory) {
        return new HostRoot(directory, null);
    }

    /** The root that is seen at an absolute path from this one. */
    HostRoot below(String path) {
        return new HostRoot(prefix + path, own());
    }

    /** Whether it is this process's own root. */
    public boolean isOwn() {
        return own == null;
    }

    /** This process's own root; this itself when it is that. */
    HostRoot own() {
        return own == null ? this : own;
    }

    /**
     * Where to read a file that the kernel makes, of {@code /proc} or {@code /sys}: this process's own root has the same
     * kernel's when this one is without, which where only a part of the host's root is mounted is the rule.
     *
     * @return this root, also when neither has the file, or this one's {@code /proc} is of another kernel
     */
    public HostRoot seeing(String path) {
        HostRoot mine = own();
        return mine == this || file(path).exists() || !mine.file(path).exists() || isOfAnotherKernel(mine)
                ? this
                : mine;
    }

    private boolean isOfAnotherKernel(HostRoot mine) {
        String release = text(Uname.RELEASE);
        return release != null && !release.equals(mine.text(Uname.RELEASE));
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
     * Whether an absolute link below this root is followed into this process's own root, unseen: {@code /proc/PID/root} is a
     * link that only the kernel can follow, so {@code java.io} resolves what is below it as if it were ours.
     */
    boolean leadsBack() {
        HostRoot mine = own();
        return mine != this && (isThroughProcess() || isSameByName(mine));
    }

    private boolean isThroughProcess() {
        int proc = prefix.indexOf("/proc/");
        int process = proc < 0 ? -1 : prefix.indexOf('/', proc + "/proc/".length());
        return process > 0 && prefix.concat("/").startsWith("/root/", process);
    }

    private boolean isSameByName(HostRoot mine) {
        try {
            return file("/").getCanonicalPath().equals(mine.file("/").getCanonicalPath());
        } catch (Exception e) { // as in text()
            return true;
        }
    }

    /**
     * Whether a file below this root is a link to somewhere outside. An absolute link on the machine ({@code
     * /lib/modules/…/build} mostly is one) would be followed into the container, whose files belong to another system. It
     * cannot be told of a root that {@linkplain #leadsBack leads back}: no.
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
