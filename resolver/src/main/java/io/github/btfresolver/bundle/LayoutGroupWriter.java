// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.TypeRecord;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes similar layouts together: what they have in common is stored once. See {@code FORMAT.md}. */
final class LayoutGroupWriter {
    private final List<String> strings = new ArrayList<>();
    private final Map<String, Integer> stringNumbers = new HashMap<>();
    private final GroupTypes types;
    private final List<Btf> btfs;

    private LayoutGroupWriter(List<Btf> btfs) {
        this.btfs = btfs;
        types = new GroupTypes(btfs, this::string);
        string("");
    }

    /**
     * Encodes layouts.
     *
     * @return null when they are not canonical BTFs, so that a reader would not get their bytes back
     */
    static byte @Nullable [] encode(List<byte[]> layouts) {
        try {
            List<Btf> btfs = new ArrayList<>();
            for (byte[] layout : layouts) {
                btfs.add(Btf.parse(layout, "layout"));
            }
            byte[] encoded = new LayoutGroupWriter(btfs).encode();
            for (int i = 0; encoded != null && i < layouts.size(); i++) {
                byte[] layout = layouts.get(i);
                if (!Arrays.equals(LayoutGroupReader.read("layout", encoded, i, layout.length), layout)) {
                    return null;
                }
            }
            return encoded;
        } catch (BtfFormatException | BundleFormatException e) {
            return null;
        }
    }

    private int string(String string) {
        Integer number = stringNumbers.putIfAbsent(string, strings.size());
        if (number == null) {
            strings.add(string);
            return strings.size() - 1;
        }
        return number;
    }

    private byte @Nullable [] encode() throws BundleFormatException {
        List<int[]> rows = new ArrayList<>();
        for (Btf btf : btfs) {
            int[] row = types.add(btf);
            if (row == null) {
                return null;
            }
            rows.add(row);
        }
        RecordWriter out =
                new RecordWriter(strings, types.namedCount(), types.unnamed().size());
        for (List<int[]> variants : types.named()) {
            out.column(LayoutColumns.VARIANTS).number(variants.size());
            int[] before = null;
            for (int[] variant : variants) {
                before = out.record(variant.clone(), before);
            }
        }
        for (int i = 0; i < out.unnamed().size(); i++) { // grows on the way
            int unnamed = out.unnamed().get(i) - types.namedCount() - 1;
            out.record(types.unnamed().get(unnamed).clone(), null);
        }
        addRows(rows, out.column(LayoutColumns.LAYOUTS));
        IndexOutput block = new IndexOutput();
        block.number(types.namedCount()).number(out.unnamed().size());
        for (int column = 0; column < LayoutColumns.COUNT; column++) {
            block.number(out.column(column).toByteArray().length);
        }
        for (int column = 0; column < LayoutColumns.COUNT; column++) {
            block.bytes(out.column(column).toByteArray());
        }
        return block.toByteArray();
    }

    /** Each row as what it does not have in common with the one before. */
    private void addRows(List<int[]> rows, IndexOutput out) {
        int[] before = new int[types.namedCount()];
        int[] seen = new int[types.namedCount()];
        for (int i = 0; i < rows.size(); i++) {
            int[] row = rows.get(i);
            out.number(btfs.get(i).order() == ByteOrder.BIG_ENDIAN ? 1 : 0);
            for (int type = 0; type < row.length; type++) {
                if (row[type] == before[type]) {
                    out.number(LayoutGroupReader.SAME);
                } else if (row[type] == seen[type] + 1) {
                    out.number(LayoutGroupReader.NEXT);
                } else {
                    out.number(LayoutGroupReader.EXPLICIT + row[type]);
                }
                seen[type] = Math.max(seen[type], row[type]);
            }
            before = row;
        }
    }

    /** The words of a type with numbers of this group for names. */
    static int[] words(Btf btf, int id, GroupTypes.Strings strings) {
        int[] words = TypeRecord.words(btf, id);
        byte[] shape = TypeRecord.shape(words[1]);
        for (int i = 0; i < words.length; i++) {
            if (shape[i] == TypeRecord.NAME) {
                words[i] = strings.number(btf.strings().get(words[i]));
            }
        }
        return words;
    }
}
