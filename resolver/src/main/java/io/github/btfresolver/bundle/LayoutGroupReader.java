// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.btf.BtfBlob;
import io.github.btfresolver.btf.TypeRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads one layout from a block that {@link LayoutGroupWriter} has made. Keeps no more types than that layout needs. */
final class LayoutGroupReader {
    static final int SAME = 0;
    static final int NEXT = 1;

    /** Added to the variant. */
    static final int EXPLICIT = 2;

    private final byte[] block;
    private final IndexInput header;
    private final IndexInput[] columns = new IndexInput[LayoutColumns.COUNT];
    private final int[] stringStarts;
    private final int[] variantCounts;
    private final int[][] records;
    private final int namedCount;
    private final RecordReader in;

    private LayoutGroupReader(String source, byte[] block) throws BundleFormatException {
        this.block = block;
        header = IndexInput.column(source, block, 0, block.length);
        namedCount = header.number(block.length, "number of named types");
        int unnamedCount = header.number(block.length, "number of unnamed types");
        int[] lengths = new int[columns.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = header.number(block.length, "length of a column");
        }
        int start = block.length - header.remaining();
        int stringsStart = start;
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > block.length - start) {
                header.refuse("length of column " + i, "at most " + (block.length - start), "" + lengths[i]);
            }
            columns[i] = IndexInput.column(source, block, start, start + lengths[i]);
            start += lengths[i];
        }
        if (start != block.length) {
            header.refuse("lengths of the columns", (block.length - start) + " more bytes", "no more");
        }
        if (namedCount > columns[LayoutColumns.VARIANTS].remaining()
                || unnamedCount > columns[LayoutColumns.INFOS].remaining()) {
            header.refuse("number of types", "as many as there are rows", namedCount + " and " + unnamedCount);
        }
        stringStarts = stringStarts(stringsStart, stringsStart + lengths[0]);
        variantCounts = new int[namedCount];
        for (int i = 0; i < namedCount; i++) {
            variantCounts[i] = columns[LayoutColumns.VARIANTS].number(block.length, "number of variants");
        }
        records = new int[1 + namedCount + unnamedCount][];
        in = new RecordReader(columns, stringStarts.length, namedCount, unnamedCount);
    }

    /**
     * Reads a layout.
     *
     * @param number of the layout in the block
     * @param size of the layout, which ends the reading of anything larger
     */
    static byte[] read(String source, byte[] block, int number, int size) throws BundleFormatException {
        LayoutGroupReader reader = new LayoutGroupReader(source, block);
        boolean[] big = new boolean[1];
        int[] row = reader.row(number, big);
        reader.readRecords(row);
        byte[] layout = reader.write(row, big[0] ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (layout.length != size) {
            reader.header.refuse("layout " + number, "one of " + size + " bytes", "one of " + layout.length);
        }
        return layout;
    }

    private int[] stringStarts(int start, int end) throws BundleFormatException {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += block[i] == 0 ? 1 : 0;
        }
        int[] starts = new int[count + 1];
        Arrays.fill(starts, start);
        for (int i = start, n = 0; i < end; i++) {
            if (block[i] == 0) {
                starts[++n] = i + 1;
            }
        }
        if (starts[count] != end) {
            header.refuse("strings", "each to end in a NUL", "one that does not");
        }
        return starts;
    }

    private int[] row(int number, boolean[] big) throws BundleFormatException {
        IndexInput in = columns[LayoutColumns.LAYOUTS];
        int[] row = new int[namedCount];
        int[] seen = new int[namedCount];
        for (int i = 0; i <= number; i++) {
            big[0] = in.number(1, "byte order") == 1;
            for (int type = 0; type < namedCount; type++) {
                int code = in.number(EXPLICIT + variantCounts[type], "variant");
                row[type] = code == SAME ? row[type] : code == NEXT ? seen[type] + 1 : code - EXPLICIT;
                if (row[type] > variantCounts[type]) {
                    in.refuse("variant", "at most " + variantCounts[type], "" + row[type]);
                }
                seen[type] = Math.max(seen[type], row[type]);
            }
        }
        return row;
    }

    private void readRecords(int[] row) throws BundleFormatException {
        for (int type = 0; type < namedCount; type++) {
            int[] before = null;
            for (int variant = 1; variant <= variantCounts[type]; variant++) {
                before = in.read(before, variant <= row[type]);
                if (row[type] == variant) {
                    records[1 + type] = copyOf(before);
                }
            }
        }
        for (int i = 1 + namedCount; i < records.length; i++) {
            records[i] = copyOf(in.read(null, true));
        }
        for (int column = LayoutColumns.VARIANTS; column <= LayoutColumns.VALUES; column++) {
            if (columns[column].remaining() > 0) {
                columns[column].refuse("column " + column, "its end", "more");
            }
        }
    }

    private static int[] copyOf(int[] words) {
        return Arrays.copyOf(words, TypeRecord.length(words[1]));
    }

    /** The canonical order: named types by number, then unnamed ones as those before refer to them. */
    private byte[] write(int[] row, ByteOrder order) throws BundleFormatException {
        int[] ids = new int[records.length];
        int[] queue = new int[records.length];
        int count = 0;
        for (int type = 0; type < namedCount; type++) {
            if (row[type] != 0) {
                queue[count] = 1 + type;
                ids[1 + type] = ++count;
            }
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            int[] words = records[queue[i]];
            byte[] shape = in.shape(words[1]);
            for (int at = 0; at < words.length; at++) {
                int type = shape[at] == TypeRecord.TYPE ? words[at] : 0;
                if (type > namedCount && ids[type] == 0) {
                    queue[count] = type;
                    ids[type] = ++count;
                } else if (type != 0 && ids[type] == 0) {
                    header.refuse("types of layout", "types that it has", "type " + type);
                }
            }
            length += words.length;
        }
        return write(Arrays.copyOf(queue, count), ids, new byte[4 * length], order);
    }

    /** @param types room for the records of the types in the queue */
    private byte[] write(int[] queue, int[] ids, byte[] types, ByteOrder order) {
        int last = stringStarts.length - 1;
        byte[] strings = new byte[1 + stringStarts[last] - stringStarts[0]];
        int stringsEnd = 1; // number 0 is the empty string, which is not stored
        int[] offsets = new int[stringStarts.length];
        boolean big = order == ByteOrder.BIG_ENDIAN;
        int to = 0;
        for (int type : queue) {
            int[] words = records[type];
            byte[] shape = in.shape(words[1]);
            for (int at = 0; at < words.length; at++) {
                int word = words[at];
                if (shape[at] == TypeRecord.NAME && word != 0) {
                    if (offsets[word] == 0) {
                        int length = stringStarts[word] - stringStarts[word - 1];
                        System.arraycopy(block, stringStarts[word - 1], strings, stringsEnd, length);
                        offsets[word] = stringsEnd;
                        stringsEnd += length;
                    }
                    word = offsets[word];
                } else if (shape[at] == TypeRecord.TYPE) {
                    word = ids[word];
                }
                // a ByteBuffer would do a dozen calls for it, none of which is compiled yet
                types[to] = (byte) (big ? word >> 24 : word);
                types[to + 1] = (byte) (big ? word >> 16 : word >> 8);
                types[to + 2] = (byte) (big ? word >> 8 : word >> 16);
                types[to + 3] = (byte) (big ? word : word >> 24);
                to += 4;
            }
        }
        return BtfBlob.of(order, new ByteBuffer[] {ByteBuffer.wrap(types)}, new ByteBuffer[] {
            ByteBuffer.wrap(strings, 0, stringsEnd)
        });
    }
}
