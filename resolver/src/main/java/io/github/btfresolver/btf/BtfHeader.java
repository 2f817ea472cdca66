// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The header of a BTF blob, checked against the size of the blob, as libbpf's {@code btf_parse_hdr()} does. Version and
 * flags are not checked there, and so not here.
 */
public final class BtfHeader {
    /** The largest blob that is read. The largest known kernel BTF (4.18 el8, never deduplicated) has 27 MB. */
    public static final int MAX_SIZE = 256 << 20;

    /** Length of the classic header, and the least that is accepted. */
    public static final int CLASSIC_LENGTH = 24;

    private static final int LENGTH_WITH_LAYOUT = 32;
    static final int MAGIC = 0xEB9F;

    private final ByteOrder order;
    private final int typesStart;
    private final int typesEnd;
    private final int stringsStart;
    private final int stringsEnd;
    private final int layoutStart;
    private final int layoutEnd;

    private BtfHeader(ByteOrder order, int[] bounds) {
        this.order = order;
        typesStart = bounds[0];
        typesEnd = bounds[1];
        stringsStart = bounds[2];
        stringsEnd = bounds[3];
        layoutStart = bounds[4];
        layoutEnd = bounds[5];
    }

    /** The byte order that a blob starting with these bytes has, by its magic; null when it is not BTF. */
    public static @Nullable ByteOrder orderOf(byte[] start) {
        if (start.length < 2) {
            return null;
        }
        int magic = (start[0] & 0xFF) | (start[1] & 0xFF) << 8;
        if (magic == MAGIC) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        return magic == (MAGIC >> 8 | (MAGIC & 0xFF) << 8) ? ByteOrder.BIG_ENDIAN : null;
    }

    /**
     * Reads and checks a header.
     *
     * @param start the first bytes of the blob: all of it, or at least 32 bytes where the blob has them
     * @param size the size of the whole blob in bytes
     * @param source what to name in messages
     * @throws BtfFormatException when the blob cannot be BTF with this header
     */
    public static BtfHeader parse(byte[] start, long size, String source) throws BtfFormatException {
        ByteOrder order = orderOf(start);
        if (order == null) {
            throw new BtfFormatException(source, size == 0 ? "not BTF: the file is empty" : "not BTF: " + found(start));
        }
        if (size < CLASSIC_LENGTH || start.length < CLASSIC_LENGTH) {
            throw new BtfFormatException(source, "truncated BTF: " + size + " bytes, a header has 24");
        }
        if (size > MAX_SIZE) {
            throw new BtfFormatException(source, "BTF of " + size + " bytes is over the limit of " + MAX_SIZE);
        }
        ByteBuffer header = ByteBuffer.wrap(start).order(order);
        long length = u32(header, 4);
        if (length < CLASSIC_LENGTH || length > size) {
            throw new BtfFormatException(
                    source, "BTF header length at offset 4: expected 24 to " + size + ", found " + length);
        }
        boolean withLayout = length >= LENGTH_WITH_LAYOUT && start.length >= LENGTH_WITH_LAYOUT;
        return new Sections(source, length, size - length)
                .types(u32(header, 8), u32(header, 12))
                .strings(u32(header, 16), u32(header, 20))
                .layout(withLayout ? u32(header, 24) : 0, withLayout ? u32(header, 28) : 0)
                .header(order);
    }

    private static String found(byte[] start) {
        StringBuilder s = new StringBuilder("expected magic 9f eb or eb 9f, found");
        for (int i = 0; i < Math.min(2, start.length); i++) {
            s.append(start[i] >= 0 && start[i] < 16 ? " 0" : " ").append(Integer.toHexString(start[i] & 0xFF));
        }
        return s.toString();
    }

    private static long u32(ByteBuffer b, int offset) {
        return b.getInt(offset) & 0xFFFFFFFFL;
    }

    public ByteOrder order() {
        return order;
    }

    int typesStart() {
        return typesStart;
    }

    int typesEnd() {
        return typesEnd;
    }

    int stringsStart() {
        return stringsStart;
    }

    int stringsEnd() {
        return stringsEnd;
    }

    int layoutStart() {
        return layoutStart;
    }

    int layoutEnd() {
        return layoutEnd;
    }

    /** Places the three sections, checking each against the ones before it; offsets count from the header's end. */
    private static final class Sections {
        private final String source;
        private final long base;
        private final long available;
        private long typeOff;
        private long typeLen;
        private long strOff;
        private long strLen;
        private long layoutOff;
        private long layoutLen;

        Sections(String source, long base, long available) {
            this.source = source;
            this.base = base;
            this.available = available;
        }

        Sections types(long off, long len) throws BtfFormatException {
            require(off % 4 == 0, "type section offset is not a multiple of 4", off);
            typeOff = off;
            typeLen = len;
            return this;
        }

        Sections strings(long off, long len) throws BtfFormatException {
            require(off + len <= available, "string section ends after the blob", off + len);
            require(typeOff + typeLen <= off, "type section ends after the string section starts", typeOff + typeLen);
            strOff = off;
            strLen = len;
            return this;
        }

        Sections layout(long off, long len) throws BtfFormatException {
            if (len != 0) {
                require(off % 4 == 0 && len % 4 == 0, "layout section is not 4-aligned", off);
                require(off >= typeOff + typeLen, "layout section starts before the types end", off);
                require(off + len <= strOff, "layout section ends after the string section starts", off + len);
                layoutOff = off;
                layoutLen = len;
            }
            return this;
        }

        private void require(boolean holds, String problem, long found) throws BtfFormatException {
            if (!holds) {
                throw new BtfFormatException(
                        source,
                        "BTF header: " + problem + ": found " + found + " with " + available
                                + " bytes after the header");
            }
        }

        BtfHeader header(ByteOrder order) {
            return new BtfHeader(order, new int[] {
                (int) (base + typeOff),
                (int) (base + typeOff + typeLen),
                (int) (base + strOff),
                (int) (base + strOff + strLen),
                (int) (base + layoutOff),
                (int) (base + layoutOff + layoutLen)
            });
        }
    }
}
