// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.file.FileStart;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** Reads the BTF in a file: raw, in ELF, and either of them in xz, gzip or a tar in one. The contents decide, not the name. */
final class KernelFileReader {
    /** What {@code xz -9} needs, and twice that. */
    private static final int XZ_MEMORY_KIB = 130 << 10;

    /** Four times what the largest known BTF has; larger ones are read bit by bit. */
    private static final int MAX_PACKED_SIZE = 16 << 20;

    private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};
    private static final byte[] LFS_POINTER = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);
    private static final int TEST_LENGTH = LFS_POINTER.length;

    private final String source;

    private KernelFileReader(String source) {
        this.source = source;
    }

    static Btf read(Path file) throws IOException {
        KernelFileReader reader = new KernelFileReader(file.toString());
        if (!reader.isPacked(FileStart.read(file.toFile(), TEST_LENGTH))) {
            return BtfFile.read(file.toFile());
        }
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file))) {
            return BtfFile.parse(reader.unpack(packed), reader.source);
        }
    }

    /**
     * The same for a file that is already in memory; the bytes are kept and must not change any more.
     *
     * @param source what to name in messages
     */
    static Btf read(byte[] bytes, String source) throws IOException {
        KernelFileReader reader = new KernelFileReader(source);
        return BtfFile.parse(reader.isPacked(bytes) ? reader.unpack(new ByteArrayInputStream(bytes)) : bytes, source);
    }

    /** @throws SourceException when it is neither packed nor BTF or ELF */
    private boolean isPacked(byte[] start) throws SourceException {
        if (startsWith(start, XZ.HEADER_MAGIC) || startsWith(start, GZIP_MAGIC)) {
            return true;
        }
        if (startsWith(start, LFS_POINTER)) {
            throw new SourceException(
                    source, "a Git LFS pointer, not the file itself: run \"git lfs pull\" where it was checked out");
        }
        if (start.length > 0 && !isBtfOrElf(start)) {
            throw new SourceException(source, "expected xz, gzip, BTF or ELF, found something else");
        }
        return false;
    }

    private byte[] unpack(InputStream packed) throws IOException {
        try (InputStream in = new BufferedInputStream(unpacked(packed))) {
            in.mark(TEST_LENGTH);
            byte[] start = in.readNBytes(TEST_LENGTH);
            in.reset();
            byte[] bytes = isBtfOrElf(start) ? readBounded(in, source) : new TarMember(source, in).read();
            // The checksums are at the end.
            drain(in);
            return bytes;
        } catch (EOFException e) {
            throw new SourceException(source, "truncated: the packed data ends too early", e);
        } catch (XZIOException e) {
            throw new SourceException(source, "damaged xz: " + e.getMessage(), e);
        } catch (ZipException e) {
            throw new SourceException(source, "damaged gzip: " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(InputStream packed) throws IOException {
        packed.mark(GZIP_MAGIC.length);
        boolean gzip = startsWith(packed.readNBytes(GZIP_MAGIC.length), GZIP_MAGIC);
        packed.reset();
        return gzip ? new GZIPInputStream(packed) : xz(packed);
    }

    private static InputStream xz(InputStream packed) throws IOException {
        byte[] stream = packed.readNBytes(MAX_PACKED_SIZE + 1);
        LibLzma lzma = stream.length > MAX_PACKED_SIZE ? null : LibLzma.get();
        InputStream decoded = lzma == null ? null : lzma.decode(stream, BtfHeader.MAX_SIZE, XZ_MEMORY_KIB * 1024L);
        if (decoded != null) {
            return decoded;
        }
        return new XZInputStream(new SequenceInputStream(new ByteArrayInputStream(stream), packed), XZ_MEMORY_KIB);
    }

    static byte[] readBounded(InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(BtfHeader.MAX_SIZE + 1);
        if (bytes.length > BtfHeader.MAX_SIZE) {
            throw new SourceException(source, "unpacked, over the limit of " + BtfHeader.MAX_SIZE + " bytes");
        }
        return bytes;
    }

    private void drain(InputStream in) throws IOException {
        byte[] rest = new byte[1 << 13];
        long size = 0;
        for (int n; (n = in.read(rest)) >= 0; ) {
            size += n;
            if (size > BtfHeader.MAX_SIZE) {
                throw new SourceException(source, "unpacked, over the limit of " + BtfHeader.MAX_SIZE + " bytes");
            }
        }
    }

    private static boolean isBtfOrElf(byte[] start) {
        return BtfHeader.orderOf(start) != null || ElfFile.isElf(start);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
