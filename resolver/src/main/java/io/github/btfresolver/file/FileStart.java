// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.file;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the beginnings of files, and small files, of any kind. What goes wrong names the file. */
public final class FileStart {
    private static final int FIRST_ROOM = 4096;

    private FileStart() {}

    /** The first bytes of a file, fewer when it has fewer. Not much more is allocated than there is. */
    public static byte[] read(File file, int length) throws IOException {
        try (InputStream in = open(file)) {
            byte[] start = new byte[Math.min(length, FIRST_ROOM)];
            int size = 0;
            for (int n; (n = read(in, start, size, file)) > 0; ) {
                size += n;
                if (size == start.length) {
                    start = Arrays.copyOf(start, (int) Math.min(length, 2L * size));
                }
            }
            return size == start.length ? start : Arrays.copyOf(start, size);
        }
    }

    static InputStream open(File file) throws IOException {
        if (file.isDirectory()) {
            throw new IOException(file + ": is a directory");
        }
        if (!file.exists()) {
            throw new FileNotFoundException(file + ": no such file");
        }
        try {
            return new FileInputStream(file);
        } catch (FileNotFoundException e) {
            throw new IOException(file + ": cannot be read: permission denied", e);
        }
    }

    /** Fills what is left of an array, or less; 0 when nothing is left. The system's own message does not name the file. */
    static int read(InputStream in, byte[] bytes, int from, File file) throws IOException {
        try {
            return in.read(bytes, from, bytes.length - from);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
