// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes zip files, also such as no tool makes. */
final class TestZip {
    private static final int CENTRAL_HEADER = 0x02014B50;
    private static final int END_SIZE = 22;

    /** Offsets in an entry's header in the central directory. */
    static final int FLAGS = 8;

    static final int METHOD = 10;
    static final int CRC = 16;
    static final int PACKED_SIZE = 20;
    static final int SIZE = 24;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes);

    TestZip file(String name, byte[] contents) throws IOException {
        return entry(name, 0, ZipEntry.DEFLATED, contents);
    }

    TestZip stored(String name, byte[] contents) throws IOException {
        return entry(name, 0, ZipEntry.STORED, contents);
    }

    /** @param unixMode with the type of the file; 0 for none */
    TestZip entry(String name, int unixMode, byte[] contents) throws IOException {
        return entry(name, unixMode, ZipEntry.DEFLATED, contents);
    }

    private TestZip entry(String name, int unixMode, int method, byte[] contents) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (unixMode != 0) {
            entry.setUnixMode(unixMode);
        }
        CRC32 crc = new CRC32();
        crc.update(contents);
        entry.setMethod(method);
        entry.setSize(contents.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        out.putArchiveEntry(entry);
        out.write(contents);
        out.closeArchiveEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        out.close();
        return bytes.toByteArray();
    }

    /** Changes a field of the one entry's header in the central directory. */
    static byte[] patched(byte[] zip, int field, int size, long value) {
        ByteBuffer buffer = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int at = centralHeader(buffer) + field;
        if (size == 2) {
            buffer.putShort(at, (short) value);
        } else {
            buffer.putInt(at, (int) value);
        }
        return buffer.array();
    }

    /** Where the packed data of the first entry is. */
    static int data(byte[] zip) {
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        return 30 + buffer.getShort(26) + buffer.getShort(28);
    }

    /** An end of the archive in the comment, whose list has the last entry only, and which a careful reader sees through. */
    static byte[] withShorterListInComment(byte[] zip) {
        ByteBuffer out = ByteBuffer.allocate(zip.length + END_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        int list = centralHeader(ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN));
        out.put(zip).putShort(zip.length - 2, (short) END_SIZE);
        out.putInt(0x06054B50).putShort((short) 0).putShort((short) 0);
        out.putShort((short) 1).putShort((short) 1);
        out.putInt(zip.length - list + 100).putInt(list);
        return out.putShort((short) 5).array();
    }

    private static int centralHeader(ByteBuffer zip) {
        for (int i = zip.capacity() - 4; i >= 0; i--) {
            if (zip.getInt(i) == CENTRAL_HEADER) {
                return i;
            }
        }
        throw new AssertionError("no central directory");
    }
}
