// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.tree;

import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.file.FileStart;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.tukaani.xz.XZInputStream;

/** A BTF, raw or in ELF, that xz has compressed: a few kilobytes that may unpack to anything. */
final class XzFile {
    /** {@code xz -9} needs 65 MiB to decode. */
    private static final int XZ_MEMORY_KIB = 128 << 10;

    private static final int FIRST_ROOM = 1 << 16;

    private XzFile() {}

    /**
     * Unpacks it: of raw BTF what its header says that there is, of ELF everything, of anything else only the beginning.
     *
     * @throws IOException when it cannot be read, is no xz file, is damaged, holds more than the largest BTF or more than there
     *     is memory for
     */
    static byte[] read(File file) throws IOException {
        try (InputStream packed = FileStart.open(file);
                InputStream in = new XZInputStream(new BufferedInputStream(packed), XZ_MEMORY_KIB)) {
            byte[] start = read(in, new byte[BtfHeader.LENGTH_WITH_LAYOUT], 0, BtfHeader.LENGTH_WITH_LAYOUT, file);
            if (BtfHeader.orderOf(start) == null && !ElfFile.isElf(start)) {
                return start;
            }
            byte[] bytes = read(in, Arrays.copyOf(start, FIRST_ROOM), start.length, end(start, file), file);
            skip(in, bytes.length, file);
            return bytes;
        }
    }

    private static int end(byte[] start, File file) throws IOException {
        return BtfHeader.orderOf(start) == null || start.length < BtfHeader.LENGTH_WITH_LAYOUT
                ? BtfHeader.MAX_SIZE
                : BtfHeader.parse(start, BtfHeader.MAX_SIZE, file.getPath()).end();
    }

    /** Reads on behind the first {@code size} bytes, until there are {@code end}, or no more. */
    private static byte[] read(InputStream in, byte[] first, int size, int end, File file) throws IOException {
        byte[] bytes = first;
        int have = Math.min(size, end);
        for (int n; (n = in.read(bytes, have, Math.min(bytes.length, end) - have)) > 0; ) {
            have += n;
            if (have == bytes.length && have < end) {
                bytes = FileStart.grow(bytes, (int) Math.min(end, 2L * have), file);
            }
        }
        return have == bytes.length ? bytes : Arrays.copyOf(bytes, have);
    }

    /** To the end, because the checksum is behind everything. */
    private static void skip(InputStream in, int size, File file) throws IOException {
        byte[] rest = new byte[1 << 13];
        long unpacked = size;
        for (int n; (n = in.read(rest)) > 0; ) {
            unpacked += n;
            if (unpacked > BtfHeader.MAX_SIZE) {
                throw new IOException(file + ": unpacked, over the limit of " + BtfHeader.MAX_SIZE + " bytes");
            }
        }
    }
}
