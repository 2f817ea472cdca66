// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.elf.GnuBuildId;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.file.FileStart;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the machine's own root directory is seen from here, {@code /} or the place where a container has it mounted: where to
 * find its files, and what those of them say that the kernel makes. Immutable.
 */
public final class HostRoot {
    /** Where the kernel exports its notes. */
    static final String NOTES = "/sys/kernel/notes";

    private static final int MAX_NOTES = 1 << 16;
    private static final int MAX_TEXT = 1024;

    private final String prefix;

    /** Null when this is it. */
    private final @Nullable HostRoot own;

    /** What the JVM of this process was compiled for; null for what it says itself. */
    private final @Nullable String osArch;

    private HostRoot(String prefix, @Nullable HostRoot own, @Nullable String osArch) {
        this.prefix = prefix;
        this.own = own;
        this.osArch = osArch;
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
        return prefix.isEmpty() ? own : new HostRoot(prefix, own, null);
    }

    /** This process's own root as if it were at a directory: for tests. */
    public static HostRoot ownAt(String directory) {
        return ownAt(directory, null);
    }

    /**
     * The same, and as if this process's JVM were another.
     *
     * @param osArch that JVM's {@code os.arch}; null for this one's
     */
    public static HostRoot ownAt(String directory, @Nullable String osArch) {
        return new HostRoot(directory, null, osArch);
    }

    /** The root that is seen at an absolute path from this one. */
    HostRoot below(String path) {
        return new HostRoot(prefix + path, own(), null);
    }

    /** Whether it is this process's own root. */
    public boolean isOwn() {
        return own == null;
    }

    /** This process's own root; this itself when it is that. */
    HostRoot own() {
        return own == null ? this : own;
    }

    /** What this process's JVM was compiled for; null for what its {@code os.arch} says, which only in tests is not so. */
    @Nullable
    String osArch() {
        return own().osArch;
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
     * The first bytes of a file of {@code /proc} or {@code /sys}, fewer when it has fewer. Not by {@link
     * FileStart}, which is for files of any kind and size, and names them in what it says when one
     * cannot be read.
     *
     * @param length is allocated, whatever the file has
     */
    byte[] start(String path, int length) throws IOException {
        byte[] start = new byte[length];
        int size = 0;
        try (InputStream in = new FileInputStream(file(path))) {
            for (int n; size < length && (n = in.read(start, size, length - size)) > 0; ) {
                size += n;
            }
        }
        return Arrays.copyOf(start, size);
    }

    /**
     * The first kilobyte of a small text file of {@code /proc} or {@code /sys}, without blanks around it.
     *
     * @return null when it is empty or cannot be read: then nothing is known
     */
    @Nullable
    String text(String path) {
        try {
            String text = new String(start(path, MAX_TEXT), StandardCharsets.UTF_8).trim();
            return text.isEmpty() ? null : text;
        } catch (
                Exception
                        e) { // an IOException or a RuntimeException; by name, the verifier would load it at every start
            return null;
        }
    }

    /**
     * The GNU build id of the running kernel, from the notes that it exports: lower-case hex digits, read below this root or, where
     * that has no notes, our own; null when the kernel does not say.
     */
    @Nullable
    String buildId() {
        try {
            byte[] notes = FileStart.read(seeing(NOTES).file(NOTES), MAX_NOTES);
            return GnuBuildId.find(ByteBuffer.wrap(notes).order(ByteOrder.nativeOrder()));
        } catch (Exception e) { // as in text()
            return null;
        }
    }

    /**
     * Why a BTF that the kernel exports is of no use: it is not there, not readable, or has a header that does not fit the file's
     * length. The file has megabytes, and this runs at the start of every agent, so no more than the header is read.
     *
     * @return null when it is of use
     */
    public @Nullable Finding btfProblem(String path) {
        File file = file(path);
        try {
            if (!file.isFile()) {
                if (file.isDirectory()) {
                    return Finding.failed(file.getPath(), "is a directory");
                }
                if (!file.exists()) {
                    return Finding.absent(file);
                }
            }
            byte[] start = start(path, BtfHeader.LENGTH_WITH_LAYOUT);
            long length = file.length();
            // of a file of /sys that reports no length although it has contents, only reading it tells
            long size = length == 0 && start.length > 0 ? BtfFile.readAll(file).length : length;
            BtfHeader.parse(start, size, file.getPath());
            return null;
        } catch (Exception e) { // as in text()
            return Finding.of(file.getPath(), e);
        }
    }

    @Override
    public String toString() {
        return prefix.isEmpty() ? "/" : prefix;
    }
}
