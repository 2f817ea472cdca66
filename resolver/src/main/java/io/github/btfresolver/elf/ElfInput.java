// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The bytes of an ELF file, in memory or on disk. A vmlinux with debug information has hundreds of megabytes, so only
 * what is asked for is read; by {@code java.io}, because an agent must not be the first to touch {@code java.nio.file}.
 */
interface ElfInput extends Closeable {
    long size();

    /** The largest part of a file that is read at once. */
    int MAX_READ = 256 << 20;

    /** Reads a range that the caller has checked against {@link #size()}. */
    byte[] read(long offset, int length) throws IOException;

    /**
     * Reads a range that the file itself names, checked before anything is allocated.
     *
     * @param what is there, for messages
     */
    default byte[] read(String source, long offset, long size, String what) throws IOException {
        if (offset < 0 || size < 0 || offset > size() || size > size() - offset) {
            throw new ElfFormatException(
                    source,
                    "truncated ELF: " + what + " is at offset " + Long.toUnsignedString(offset) + " with "
                            + Long.toUnsignedString(size) + " bytes, the file has " + size());
        }
        if (size > MAX_READ) {
            throw new ElfFormatException(source, what + " has " + size + " bytes, over the limit of " + MAX_READ);
        }
        return read(offset, (int) size);
    }

    static ElfInput of(byte[] bytes) {
        return new ElfInput() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] read(long offset, int length) {
                byte[] part = new byte[length];
                System.arraycopy(bytes, (int) offset, part, 0, length);
                return part;
            }

            @Override
            public void close() {}
        };
    }

    static ElfInput open(File file) throws IOException {
        RandomAccessFile in = new RandomAccessFile(file, "r");
        boolean opened = false;
        try {
            long size = in.length();
            opened = true;
            return new ElfInput() {
                @Override
                public long size() {
                    return size;
                }

                @Override
                public byte[] read(long offset, int length) throws IOException {
                    byte[] part = new byte[length];
                    in.seek(offset);
                    try {
                        in.readFully(part);
                    } catch (EOFException e) {
                        throw new IOException(file + ": became shorter while it was read", e);
                    }
                    return part;
                }

                @Override
                public void close() throws IOException {
                    in.close();
                }
            };
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }
}
