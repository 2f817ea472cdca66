// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the words of records to columns. Names and unnamed types get their final numbers here, in the order of their
 * first use; each next one costs a zero.
 */
final class RecordWriter extends RecordCoder {
    private final IndexOutput[] columns = new IndexOutput[LayoutColumns.COUNT];
    private final List<String> strings;
    private final int namedCount;
    private final int[] finalNames;
    private final int[] finalTypes;
    private final List<Integer> unnamed = new ArrayList<>();
    private int nextName = 1;

    RecordWriter(List<String> strings, int namedCount, int unnamedCount) {
        this.strings = strings;
        this.namedCount = namedCount;
        finalNames = new int[strings.size()];
        finalTypes = new int[1 + namedCount + unnamedCount];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new IndexOutput();
        }
    }

    IndexOutput column(int column) {
        return columns[column];
    }

    /** The unnamed types in the order of their final numbers; grows while records are written. */
    List<Integer> unnamed() {
        return unnamed;
    }

    private IndexOutput put(int column, long code) {
        return column(column).number(code);
    }

    @Override
    int info(int actual, int predicted) {
        put(LayoutColumns.INFOS, actual >>> 24).number(actual & 0xFFFFFF);
        return actual;
    }

    @Override
    int[] words(int @Nullable [] actual, int length, int[] before) {
        return Objects.requireNonNull(actual, "a record to write");
    }

    @Override
    int name(int actual, int predicted) {
        if (actual != 0 && finalNames[actual] == 0) {
            finalNames[actual] = nextName++;
            put(LayoutColumns.NAMES, 0);
            byte[] bytes = strings.get(actual).getBytes(StandardCharsets.ISO_8859_1);
            column(LayoutColumns.STRINGS).bytes(bytes).number(0);
        } else {
            put(LayoutColumns.NAMES, finalNames[actual] == predicted ? 1 : 2 + finalNames[actual]);
        }
        return finalNames[actual];
    }

    @Override
    int type(int actual, int predicted) {
        if (actual > namedCount && finalTypes[actual] == 0) {
            unnamed.add(actual);
            finalTypes[actual] = namedCount + unnamed.size();
            put(LayoutColumns.TYPES, 0);
            return finalTypes[actual];
        }
        int type = actual > namedCount ? finalTypes[actual] : actual;
        put(LayoutColumns.TYPES, type == predicted ? 1 : 2 + type);
        return type;
    }

    @Override
    int value(int actual, int predicted) {
        int difference = actual - predicted;
        boolean bytes = (difference & 7) == 0;
        int coded = bytes ? difference >> 3 : difference;
        long zigzag = (coded << 1 ^ coded >> 31) & 0xFFFFFFFFL;
        put(LayoutColumns.VALUES, zigzag << 1 | (bytes ? 0 : 1));
        return actual;
    }
}
