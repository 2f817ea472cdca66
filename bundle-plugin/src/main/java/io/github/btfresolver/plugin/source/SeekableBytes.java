// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.io.IOException;
import org.tukaani.xz.SeekableInputStream;

/** Bytes in memory, for the reader of xz's index. */
final class SeekableBytes extends SeekableInputStream {
    private final byte[] bytes;
    private int position;

    SeekableBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return position < bytes.length ? bytes[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int count = Math.min(length, bytes.length - position);
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(bytes, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void seek(long to) throws IOException {
        if (to < 0) {
            throw new IOException("seek to " + to);
        }
        position = (int) Math.min(to, bytes.length);
    }
}
