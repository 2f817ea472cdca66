// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * Where clang puts the members of one struct or union when told them in turn. Offsets and sizes in bits, alignments in
 * bytes; the rules are those of the System V ABI, which clang for BPF follows too, of either byte order: offsets count
 * from the start of the struct, on a big-endian machine from the most significant bit.
 */
final class CLayoutCursor {
    /** No padding brings the member there. */
    static final long IMPOSSIBLE = -1;

    private final boolean packed;
    private final boolean union;
    private final boolean explicit;
    private long position;
    private long end;
    private int alignment = 1;

    /** @param explicit whether to ask for the padding too that alignment brings by itself */
    CLayoutCursor(boolean packed, boolean union, boolean explicit) {
        this.packed = packed;
        this.union = union;
        this.explicit = explicit;
    }

    /** Where the next member goes, at the earliest. */
    long position() {
        return position;
    }

    /** Alignment of the struct so far. */
    int alignment() {
        return alignment;
    }

    /**
     * Adds an ordinary member.
     *
     * @return bits of padding to write before it, or {@link #IMPOSSIBLE}, and then it is not added
     */
    long place(long offset, long size, int naturalAlignment) {
        long unit = packed ? 8 : naturalAlignment * 8L;
        long natural = roundUp(position, unit);
        return offset % unit == 0 ? place(offset, size, naturalAlignment, natural) : IMPOSSIBLE;
    }

    /**
     * Adds a bitfield.
     *
     * @param typeSize size of its declared type: a bitfield does not cross a boundary between two objects of that type
     * @return as {@link #place}
     */
    long placeBitfield(long offset, int bits, long typeSize, int naturalAlignment) {
        long unit = naturalAlignment * 8L;
        boolean fits = packed || position % unit + bits <= typeSize;
        long natural = fits ? position : roundUp(position, unit);
        boolean possible = packed || offset % unit + bits <= typeSize;
        return possible ? place(offset, bits, naturalAlignment, natural) : IMPOSSIBLE;
    }

    private long place(long offset, long size, int naturalAlignment, long natural) {
        if (offset < position || (union && offset != 0)) {
            return IMPOSSIBLE;
        }
        long gap = offset == natural && !explicit ? 0 : offset - position;
        end = Math.max(end, offset + size);
        position = union ? 0 : offset + size;
        alignment = packed ? 1 : Math.max(alignment, naturalAlignment);
        return gap;
    }

    /** Ends the struct at a size; bits of padding to write last (in a union: the size of a last member), as above. */
    long finish(long size) {
        long unit = alignment * 8L;
        if (size < end || size % unit != 0) {
            return IMPOSSIBLE;
        }
        boolean natural = size == end || (roundUp(end, unit) == size && !explicit);
        return natural ? 0 : union ? size : size - end;
    }

    private static long roundUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
