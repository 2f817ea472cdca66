// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.btf.TypeRecord;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The types of a group of layouts. A named type has a number, the same in all layouts, and variants; an unnamed one is
 * what it refers to, so it has one number for each thing that it can be. 0 is {@code void}.
 */
final class GroupTypes {
    /** Numbers strings. */
    interface Strings {
        int number(String string);
    }

    private static final int MAX_DEPTH = 64;

    private final Strings strings;
    private final TreeMap<String, Integer> numbers = new TreeMap<>();
    private final List<List<int[]>> named = new ArrayList<>();
    private final List<int[]> unnamed = new ArrayList<>();
    private final Map<IntBuffer, Integer> unnamedNumbers = new HashMap<>();

    GroupTypes(List<Btf> btfs, Strings strings) {
        this.strings = strings;
        for (Btf btf : btfs) {
            for (String key : keys(btf)) {
                if (!key.isEmpty()) {
                    numbers.put(key, 0);
                }
            }
        }
        for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
            named.add(new ArrayList<>());
            entry.setValue(named.size());
        }
    }

    /** By type id: what sorts a named type, and among those that sort equal the how manieth it is; empty for others. */
    private static String[] keys(Btf btf) {
        String[] keys = new String[btf.typeCount()];
        Map<String, Integer> counts = new HashMap<>();
        for (int id = 0; id < keys.length; id++) {
            keys[id] = "";
            if (btf.nameOffset(id) != 0) {
                String key = CanonicalBtf.sortKey(btf, id);
                keys[id] = key + (char) counts.merge(key, 1, Integer::sum).intValue();
            }
        }
        return keys;
    }

    int namedCount() {
        return named.size();
    }

    /** The variants of each named type. */
    List<List<int[]>> named() {
        return named;
    }

    List<int[]> unnamed() {
        return unnamed;
    }

    /**
     * Adds the types of a layout.
     *
     * @return for each named type its variant in this layout, from 1; 0 when it is absent. Null when unnamed types form a
     *     cycle, which no compiler makes.
     */
    int @Nullable [] add(Btf btf) {
        String[] keys = keys(btf);
        int[] known = new int[keys.length];
        for (int id = 1; id < keys.length; id++) {
            known[id] = keys[id].isEmpty() ? -1 : numbers.getOrDefault(keys[id], -1);
        }
        int[] row = new int[named.size()];
        for (int id = 1; id < keys.length; id++) {
            int number = resolve(btf, id, known, 0);
            if (number < 0) {
                return null;
            }
            if (number <= named.size()) {
                int[] words = words(btf, id, known, 0);
                if (words == null) {
                    return null;
                }
                row[number - 1] = variant(named.get(number - 1), words);
            }
        }
        return row;
    }

    private static int variant(List<int[]> variants, int[] words) {
        for (int i = 0; i < variants.size(); i++) {
            if (IntBuffer.wrap(variants.get(i)).equals(IntBuffer.wrap(words))) {
                return i + 1;
            }
        }
        variants.add(words);
        return variants.size();
    }

    private int resolve(Btf btf, int id, int[] known, int depth) {
        if (known[id] < 0 && depth < MAX_DEPTH) {
            int[] words = words(btf, id, known, depth + 1);
            if (words != null) {
                Integer number = unnamedNumbers.putIfAbsent(IntBuffer.wrap(words), unnamed.size());
                if (number == null) {
                    unnamed.add(words);
                }
                known[id] = 1 + named.size() + (number == null ? unnamed.size() - 1 : number);
            }
        }
        return known[id];
    }

    /** The words of a type with this group's numbers; null when there is a cycle. */
    private int @Nullable [] words(Btf btf, int id, int[] known, int depth) {
        int[] words = LayoutGroupWriter.words(btf, id, strings);
        byte[] shape = TypeRecord.shape(words[1]);
        for (int i = 0; i < words.length; i++) {
            if (shape[i] == TypeRecord.TYPE) {
                words[i] = resolve(btf, words[i], known, depth);
                if (words[i] < 0) {
                    return null;
                }
            }
        }
        return words;
    }
}
