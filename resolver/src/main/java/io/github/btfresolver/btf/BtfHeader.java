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

    /** Length of the longest header that is understood; more of a blob's start says nothing more about its sections. */
    public static final int LENGTH_WITH_LAYOUT = 32;

    static final int MAGIC = 0xEB9F;

    private final ByteOrder order;
    private final int typesStart;
    private final int typesEnd;
    private final int stringsStart;
    private final int stringsEnd;
    private final int layoutStart;
    private final int layoutEnd;

    /** Places the three sections, checking each against the ones before it; offsets count from the header's end. */
    private BtfHeader(ByteBuffer header, int headerLength, long available, String source) throws BtfFormatException {
        order = header.order();
        long types = u32(header, 8);
        long typesTo = types + u32(header, 12);
        long strings = u32(header, 16);
        long stringsTo = strings + u32(header, 20);
        boolean withLayout = headerLength >= LENGTH_WITH_LAYOUT && header.limit() >= LENGTH_WITH_LAYOUT;
        long layoutLength = withLayout ? u32(header, 28) : 0;
        long layout = layoutLength != 0 ? u32(header, 24) : 0;
        require(types % 4 == 0, "type section offset is not a multiple of 4", types, available, source);
        require(stringsTo <= available, "string section ends after the blob", stringsTo, available, source);
        require(typesTo <= strings, "type section ends after the string section starts", typesTo, available, source);
        if (layoutLength != 0) {
            long layoutTo = layout + layoutLength;
            boolean aligned = layout % 4 == 0 && layoutLength % 4 == 0;
            require(aligned, "layout section is not 4-aligned", layout, available, source);
            require(layout >= typesTo, "layout section starts before the types end", layout, available, source);
            require(
                    layoutTo <= strings,
                    "layout section ends after the string section starts",
                    layoutTo,
                    available,
                    source);
        }
        typesStart = headerLength + (int) types;
        typesEnd = headerLength + (int) typesTo;
        stringsStart = headerLength + (int) strings;
        stringsEnd = headerLength + (int) stringsTo;
        layoutStart = headerLength + (int) layout;
        layoutEnd = headerLength + (int) (layout + layoutLength);
    }

    private static void require(boolean holds, String problem, long found, long available, String source)
            throws BtfFormatException {
        if (!holds) {
            BtfFormatException.raise(
                    source,
                    "BTF header: " + problem + ": found " + found + " with " + available + " bytes after the header");
        }
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
            return BtfFormatException.raiseNotBtf(source, start, size);
        }
        if (size < CLASSIC_LENGTH || start.length < CLASSIC_LENGTH) {
            return BtfFormatException.raise(source, "truncated BTF: " + size + " bytes, a header has 24");
        }
        if (size > MAX_SIZE) {
            return BtfFormatException.raise(source, "BTF of " + size + " bytes is over the limit of " + MAX_SIZE);
        }
        ByteBuffer header = ByteBuffer.wrap(start).order(order);
        long length = u32(header, 4);
        if (length < CLASSIC_LENGTH || length > size) {
            return BtfFormatException.raise(
                    source, "BTF header length at offset 4: expected 24 to " + size + ", found " + length);
        }
        return new BtfHeader(header, (int) length, size - length, source);
    }

    private static long u32(ByteBuffer b, int offset) {
        return b.getInt(offset) & 0xFFFFFFFFL;
    }

    public ByteOrder order() {
        return order;
    }

    /** Where the last section ends, in bytes from the start of the blob. */
    public int end() {
        return stringsEnd;
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
}
