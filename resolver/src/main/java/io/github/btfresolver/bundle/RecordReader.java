// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordWriter} has written. */
final class RecordReader extends RecordCoder {
    private final ColumnInput infos;
    private final ColumnInput names;
    private final ColumnInput types;
    private final ColumnInput values;
    private final int stringCount;
    private final int typeCount;
    private int strings = 1;
    private int nextUnnamed;

    /** For the words of this record and the one before: most are read for the next ones only. */
    private final int[][] rooms = {new int[64], new int[64]};

    /**
     * @param columns in the order of {@link LayoutColumns}
     * @param stringCount with the empty one
     */
    RecordReader(ColumnInput[] columns, int stringCount, int namedCount, int unnamedCount) {
        infos = columns[LayoutColumns.INFOS];
        names = columns[LayoutColumns.NAMES];
        types = columns[LayoutColumns.TYPES];
        values = columns[LayoutColumns.VALUES];
        this.stringCount = stringCount;
        typeCount = 1 + namedCount + unnamedCount;
        nextUnnamed = 1 + namedCount;
    }

    @Override
    int info(int actual, int predicted) throws BundleFormatException {
        int kind = infos.number(0xFF, "kind");
        int vlen = infos.number(0xFFFFFF, "number of members");
        return kind << 24 | vlen;
    }

    @Override
    int[] words(int @Nullable [] actual, int length, int[] before) throws BundleFormatException {
        long left = (long) names.remaining() + types.remaining() + values.remaining();
        if (length == 0 || length - 1 > left) {
            throw infos.bad("a type of a known kind, of up to " + left + " words", length + " words");
        }
        int room = before == rooms[0] ? 1 : 0;
        if (rooms[room].length < length) {
            rooms[room] = new int[Math.max(length, 2 * rooms[room].length)];
        }
        return rooms[room];
    }

    @Override
    int name(int actual, int predicted) throws BundleFormatException {
        int code = names.number(stringCount + 1, "name");
        int name = code == 0 ? strings++ : code == 1 ? predicted : code - 2;
        if (name < 0 || name >= stringCount) {
            throw names.bad("a name below " + stringCount, "" + name);
        }
        return name;
    }

    @Override
    int type(int actual, int predicted) throws BundleFormatException {
        int code = types.number(typeCount + 1, "type");
        int type = code == 0 ? nextUnnamed++ : code == 1 ? predicted : code - 2;
        if (type < 0 || type >= typeCount) {
            throw types.bad("a type below " + typeCount, "" + type);
        }
        return type;
    }

    @Override
    int value(int actual, int predicted) throws BundleFormatException {
        long code = values.number();
        long zigzag = code >>> 1;
        int difference = (int) (zigzag >>> 1) ^ -(int) (zigzag & 1);
        return predicted + ((code & 1) == 0 ? difference << 3 : difference);
    }
}
