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
                    start = grow(start, (int) Math.min(length, 2L * size), file);
                }
            }
            return size == start.length ? start : Arrays.copyOf(start, size);
        }
    }

    /** Opens a file of any kind but a directory. */
    public static InputStream open(File file) throws IOException {
        if (file.isDirectory()) {
            throw new IOException(file + ": is a directory");
        }
        if (!file.exists()) {
            throw new FileNotFoundException(file + ": " + absence("no such file", file));
        }
        try {
            return new FileInputStream(file);
        } catch (FileNotFoundException e) {
            throw new IOException(file + ": cannot be read: " + reason(String.valueOf(e.getMessage()), file), e);
        }
    }

    /** The system's words in the JDK's message, {@code PATH (Permission denied)}; all of it when it has another shape. */
    static String reason(String message, File file) {
        String before = file.getPath() + " (";
        return message.startsWith(before) && message.endsWith(")")
                ? message.substring(before.length(), message.length() - 1)
                : message;
    }

    /**
     * Why {@link File#exists()} says no: there is nothing, or it is not for this user to see.
     *
     * @param nothing what to say of nothing, such as {@code no such file}
     */
    public static String absence(String nothing, File file) {
        File parent = file.getAbsoluteFile().getParentFile();
        while (parent != null && !parent.exists()) {
            parent = parent.getParentFile();
        }
        return parent == null || !parent.isDirectory() || parent.canExecute()
                ? nothing
                : nothing + ", or this user may not look into " + parent;
    }

    /**
     * A larger copy. What does not fit into memory is an error in reading this file, not of the application that wants to know
     * about its kernel: everything read is let go.
     */
    public static byte[] grow(byte[] bytes, int length, File file) throws IOException {
        try {
            return Arrays.copyOf(bytes, length);
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    file + ": has more than " + bytes.length + " bytes, for which there is not enough memory", e);
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
