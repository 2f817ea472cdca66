// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.BtfHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A few kilobytes that unpack to more than any kernel's BTF has, or want more memory than there is. */
class DecompressionBombTest {
    private static final String OVER = "unpacked, over the limit of 268435456 bytes";

    /** The flags of a block's header, its filter, the size of the filter's properties, stand before it. */
    private static final int DICTIONARY = 12 + 4;

    private interface Packing {
        OutputStream of(OutputStream out) throws IOException;
    }

    private static final Packing XZ = out -> new XZOutputStream(out, new LZMA2Options(0));
    private static final Packing GZIP = GZIPOutputStream::new;

    /** A beginning, and zeros up to more than the limit behind it. */
    private static byte[] packed(Packing packing, byte[] start) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.of(bytes)) {
            out.write(start);
            byte[] zeros = new byte[1 << 20];
            for (long size = 0; size <= BtfHeader.MAX_SIZE; size += zeros.length) {
                out.write(zeros);
            }
        }
        assertTrue(bytes.size() < 1 << 20, bytes.size() + " bytes");
        return bytes.toByteArray();
    }

    private static void assertRefused(String reason, byte[] file) {
        SourceException e = assertThrows(SourceException.class, () -> KernelFileReader.read(file, "bomb"));
        assertEquals("bomb: " + reason, e.getMessage());
    }

    @Test
    void a_btf_that_does_not_end_is_refused() throws IOException {
        assertRefused(OVER, packed(XZ, TestFiles.btf()));
        assertRefused(OVER, packed(GZIP, TestFiles.btf()));
    }

    @Test
    void so_is_one_in_a_tar_that_does_not_end() throws IOException {
        byte[] tar = TestFiles.tar("5.4.btf", TestFiles.btf());
        assertRefused(OVER, packed(XZ, tar));
        assertRefused(OVER, packed(GZIP, tar));
    }

    @Test
    void a_dictionary_that_does_not_fit_is_refused_before_it_is_made() throws IOException {
        byte[] xz = TestFiles.xz(TestFiles.btf());
        assertEquals(0x21, xz[DICTIONARY - 2], "LZMA2");
        xz[DICTIONARY] = 37; // 1.5 GiB
        int header = (xz[12] + 1) * 4;
        CRC32 crc = new CRC32();
        crc.update(xz, 12, header - 4);
        ByteBuffer.wrap(xz).order(ByteOrder.LITTLE_ENDIAN).putInt(12 + header - 4, (int) crc.getValue());

        SourceException e = assertThrows(SourceException.class, () -> KernelFileReader.read(xz, "bomb"));
        assertTrue(e.getMessage().contains("KiB of memory would be needed; limit was 133120 KiB"), e.getMessage());
    }

    /** In the newer of tar's two ways to say that a file has holes: in an extended header before it. */
    @Test
    void a_member_with_holes_is_refused() throws IOException {
        byte[] extended = record("GNU.sparse.major=1");
        extended = joined(extended, record("GNU.sparse.minor=0"));
        extended = joined(extended, record("GNU.sparse.realsize=200000000"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry header = new TarArchiveEntry("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            put(tar, header, extended);
            put(
                    tar,
                    new TarArchiveEntry("5.4.btf"),
                    Arrays.copyOf("1\n0\n512\n".getBytes(StandardCharsets.US_ASCII), 1024));
        }
        assertRefused(
                "member \"5.4.btf\" of the tar is neither a file nor a directory", TestFiles.xz(bytes.toByteArray()));
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] contents) throws IOException {
        entry.setSize(contents.length);
        tar.putArchiveEntry(entry);
        tar.write(contents);
        tar.closeArchiveEntry();
    }

    /** With its own length in front. */
    private static byte[] record(String text) {
        int length = text.length() + 2;
        length += String.valueOf(length + 2).length();
        return (length + " " + text + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
