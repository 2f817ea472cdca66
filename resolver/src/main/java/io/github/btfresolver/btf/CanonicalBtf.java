// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Renumbers the types of a small BTF, such as a minimized one, so that BTFs that differ only in numbering become the
 * same bytes. First come the types with a name, by name and kind; those that CO-RE might take for each other keep the
 * order that they had, because there the first one counts. The types without a name follow in the order in which those
 * before them refer to them, of equal ones only one: nothing looks for them but by reference.
 */
public final class CanonicalBtf {
    /** Deeper than types without a name are within each other in any real BTF; each level takes a pass at most. */
    private static final int MAX_PASSES = 64;

    private final Btf btf;
    private final Record[] records;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** Of each type the one that stands for it: another one only for what is equal and has no name. */
    private final int[] merged;

    private CanonicalBtf(Btf btf) throws BtfFormatException {
        this.btf = btf;
        records = new Record[btf.typeCount()];
        merged = new int[btf.typeCount()];
        numbers.put("", 0);
        names.add("");
        for (int id = 1; id < records.length; id++) {
            records[id] = new Record(id);
            TypeWords.visit(btf, id, records[id]);
            merged[id] = id;
        }
    }

    /**
     * Renumbers. Types that no named type leads to, which nothing can ask for, are left out.
     *
     * @return a blob in the same byte order
     */
    public static byte[] of(Btf btf) throws BtfFormatException {
        CanonicalBtf canonical = new CanonicalBtf(btf);
        canonical.merge();
        return canonical.write();
    }

    private void merge() {
        boolean again = true;
        for (int pass = 0; again && pass < MAX_PASSES; pass++) {
            again = false;
            Map<IntBuffer, Integer> known = new HashMap<>();
            for (int id = 1; id < records.length; id++) {
                if (merged[id] == id && records[id].words[0] == 0) {
                    Integer equal = known.putIfAbsent(IntBuffer.wrap(records[id].withTypes(merged)), id);
                    merged[id] = equal == null ? id : equal;
                    again |= equal != null;
                }
            }
            for (int id = 1; id < records.length; id++) {
                merged[id] = merged[merged[id]];
            }
        }
    }

    private byte[] write() {
        List<Integer> order = named();
        int[] newIds = new int[records.length];
        for (int i = 0; i < order.size(); i++) {
            newIds[order.get(i)] = i + 1;
        }
        for (int i = 0; i < order.size(); i++) { // grows on the way
            Record record = records[order.get(i)];
            for (int at = record.types.nextSetBit(0); at >= 0; at = record.types.nextSetBit(at + 1)) {
                int type = merged[record.words[at]];
                if (type != 0 && newIds[type] == 0) {
                    order.add(type);
                    newIds[type] = order.size();
                }
            }
        }
        for (int id = 1; id < newIds.length; id++) {
            newIds[id] = newIds[merged[id]];
        }
        BtfBuilder out = new BtfBuilder(btf.order());
        for (int id : order) {
            records[id].write(newIds, out);
        }
        return out.build();
    }

    private List<Integer> named() {
        List<Integer> ids = new ArrayList<>();
        String[] keys = new String[records.length];
        for (int id = 1; id < records.length; id++) {
            if (records[id].words[0] != 0) {
                keys[id] = sortKey(btf, id);
                ids.add(id);
            }
        }
        // a stable sort: what compares equal keeps its order
        ids.sort(Comparator.comparing(id -> keys[id]));
        return ids;
    }

    /**
     * What the named types of a canonical BTF are sorted by. It is the same for all that CO-RE might take for each other,
     * and perhaps for some more: kind, and name without flavours.
     */
    public static String sortKey(Btf btf, int id) {
        String name = btf.name(id);
        int flavour = name.indexOf("___");
        BtfKind kind = btf.kind(id).isAnyEnum() ? BtfKind.ENUM : btf.kind(id);
        return (flavour < 0 ? name : name.substring(0, flavour)) + '\0' + (char) kind.number();
    }

    private int number(String name) {
        Integer number = numbers.computeIfAbsent(name, added -> names.size());
        if (number == names.size()) {
            names.add(name);
        }
        return number;
    }

    /** The words of one type, its names by number. */
    private final class Record implements TypeWords.Visitor {
        private final int start;
        private final int[] words;
        private final BitSet nameWords = new BitSet();
        private final BitSet types = new BitSet();

        Record(int id) {
            start = btf.recordStart(id);
            words = TypeRecord.words(btf, id);
        }

        @Override
        public void name(int id, int at, String what) {
            int word = (at - start) / 4;
            nameWords.set(word);
            words[word] = number(btf.strings().get(words[word]));
        }

        @Override
        public void type(int id, int at, String what) {
            types.set((at - start) / 4);
        }

        /** The words with other numbers for the types. */
        int[] withTypes(int[] ids) {
            int[] changed = words.clone();
            for (int at = types.nextSetBit(0); at >= 0; at = types.nextSetBit(at + 1)) {
                changed[at] = ids[changed[at]];
            }
            return changed;
        }

        void write(int[] newIds, BtfBuilder out) {
            int[] changed = withTypes(newIds);
            for (int at = nameWords.nextSetBit(0); at >= 0; at = nameWords.nextSetBit(at + 1)) {
                changed[at] = out.string(names.get(changed[at]));
            }
            TypeRecord.add(out, changed);
        }
    }
}
