// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.btf.TypeRecord;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordWriter} has written. */
final class RecordReader extends RecordCoder {
    /** The code of a name or type that is the predicted one. */
    private static final int PREDICTED = 1;

    private final IndexInput infos;
    private final IndexInput names;
    private final IndexInput types;
    private final IndexInput values;
    private final int stringCount;
    private final int typesInAll;
    private int strings = 1;
    private int nextUnnamed;

    /** The second word of the records that {@link #learn} was last asked about, and what it has learnt: their length in words. */
    private int knownInfo;

    private int length;
    private int nameCount;
    private int typeCount;

    /** Which words are values. */
    private int[] valuesAt = {};

    private int valueCount;

    /** For the words of this record and the one before: most are read for the next ones only. */
    private final int[][] rooms = {new int[64], new int[64]};

    /**
     * @param columns in the order of {@link LayoutColumns}
     * @param stringCount with the empty one
     */
    RecordReader(IndexInput[] columns, int stringCount, int namedCount, int unnamedCount) {
        infos = columns[LayoutColumns.INFOS];
        names = columns[LayoutColumns.NAMES];
        types = columns[LayoutColumns.TYPES];
        values = columns[LayoutColumns.VALUES];
        this.stringCount = stringCount;
        typesInAll = 1 + namedCount + unnamedCount;
        nextUnnamed = 1 + namedCount;
    }

    /**
     * Reads the next record.
     *
     * @param before see {@link #record}
     * @param exact whether its values are asked for; where not, those of the records that this is before are neither
     * @return its words, and perhaps more; until the record after the next is read
     */
    int[] read(int @Nullable [] before, boolean exact) throws BundleFormatException {
        int[] words = before == null ? null : readLike(before, exact);
        return words == null ? record(null, before) : words;
    }

    /**
     * Reads what most variants are: the one before with other numbers. Then every name and every type is the predicted one, and
     * no word needs to be found: {@link #record} would come to the same, also to the same last name, in a multiple of the time.
     *
     * @return null when the next record is another one; nothing is read then
     */
    private int @Nullable [] readLike(int[] before, boolean exact) throws BundleFormatException {
        int info = before[1];
        int infosAt = infos.position();
        if (info(0, info) != info) {
            infos.moveTo(infosAt);
            return null;
        }
        learn(info);
        int[] words = exact ? words(null, length, before) : before; // asked before what is left of the columns is less
        int namesAt = names.position();
        if (!names.skipAll(PREDICTED, nameCount) || !types.skipAll(PREDICTED, typeCount)) {
            infos.moveTo(infosAt);
            names.moveTo(namesAt);
            return null;
        }
        if (!exact) {
            values.skipLeb128(valueCount, "value");
            return words;
        }
        System.arraycopy(before, 0, words, 0, length);
        int shift = 0;
        for (int i = 0; i < valueCount; i++) {
            int at = valuesAt[i];
            shift += difference(values.leb128("value"));
            words[at] += shift;
            shift = at == 2 ? 0 : shift;
        }
        return words;
    }

    private void learn(int info) {
        if (info == knownInfo) {
            return;
        }
        byte[] shape = shape(info);
        length = TypeRecord.length(info);
        valuesAt = valuesAt.length < length ? new int[length] : valuesAt;
        nameCount = 0;
        typeCount = 0;
        valueCount = 0;
        for (int i = 0; i < length; i++) {
            if (shape[i] == TypeRecord.NAME) {
                nameCount++;
            } else if (shape[i] == TypeRecord.TYPE) {
                typeCount++;
            } else if (i != 1) {
                valuesAt[valueCount++] = i;
            }
        }
        knownInfo = info;
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
            infos.refuse("type", "a known kind, and up to " + left + " words", length + " words");
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
        int name = code == 0 ? strings++ : code == PREDICTED ? predicted : code - 2;
        if (name < 0 || name >= stringCount) {
            names.refuse("name", "one below " + stringCount, "" + name);
        }
        return name;
    }

    @Override
    int type(int actual, int predicted) throws BundleFormatException {
        int code = types.number(typesInAll + 1, "type");
        int type = code == 0 ? nextUnnamed++ : code == PREDICTED ? predicted : code - 2;
        if (type < 0 || type >= typesInAll) {
            types.refuse("type", "one below " + typesInAll, "" + type);
        }
        return type;
    }

    @Override
    int value(int actual, int predicted) throws BundleFormatException {
        return predicted + difference(values.leb128("value"));
    }

    private static int difference(long code) {
        if (code == 0) {
            return 0; // like most
        }
        long zigzag = code >>> 1;
        int difference = (int) (zigzag >>> 1) ^ -(int) (zigzag & 1);
        return (code & 1) == 0 ? difference << 3 : difference;
    }
}
