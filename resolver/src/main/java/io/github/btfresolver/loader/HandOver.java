// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A BTF under a path, for as long as this is open. libbpf reads the path when the BPF object is loaded, not when it is
 * opened: close this after that and not before, when the number of a closed memfd may already be another file's.
 */
public abstract class HandOver implements Closeable {
    private final String path;
    private final String description;

    HandOver(String path, String description) {
        this.path = path;
        this.description = description;
    }

    /**
     * Puts a BTF under a path.
     *
     * @param mode all but {@link HandOverMode#NONE}
     * @param tempDir where a temporary file goes; null for the JVM's own place
     * @throws IOException when no way works; the message has the reason for each
     */
    public static HandOver open(byte[] btf, HandOverMode mode, @Nullable String tempDir) throws IOException {
        // No switch: its table is a class of its own.
        if (mode == HandOverMode.NONE) {
            throw new IllegalArgumentException("no hand-over is wanted: " + mode);
        }
        if (mode == HandOverMode.AUTO) {
            return openAny(btf, tempDir);
        }
        return mode == HandOverMode.MEMFD ? MemfdHandOver.create(btf) : FileHandOver.create(btf, tempDir, "");
    }

    private static HandOver openAny(byte[] btf, @Nullable String tempDir) throws IOException {
        String noMemfd;
        try {
            return MemfdHandOver.create(btf);
        } catch (IOException e) {
            noMemfd = "no memfd: " + e.getMessage();
        }
        try {
            return FileHandOver.create(btf, tempDir, noMemfd);
        } catch (IOException e) {
            throw new IOException(noMemfd + "; no temporary file: " + e.getMessage(), e);
        }
    }

    /** The path, of use in this process; that of a temporary file in any. */
    public final String path() {
        return path;
    }

    /** What the path is, and why it is not something better, for messages. */
    public final String description() {
        return description;
    }

    /** Removes what the path names. Does nothing the second time, and never throws: there is nothing left to do about it. */
    @Override
    public abstract void close();

    /** The directory for temporary files when nobody names one. */
    static File defaultTempDir() {
        String directory = System.getProperty("java.io.tmpdir");
        return new File(directory == null || directory.isEmpty() ? "/tmp" : directory);
    }
}
