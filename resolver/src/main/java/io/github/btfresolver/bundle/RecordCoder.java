// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.btf.TypeRecord;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the words of type records, and says for each what it will probably be: what the same word was in the
 * variant before, found by the name of its member. One walk for writing and reading, so that both predict the same.
 */
abstract class RecordCoder {
    private static final int[] NONE = {};

    private final byte[] @Nullable [] shapes = new byte[32][];
    private int lastName;

    /** Each takes the actual word, of no meaning when reading, and returns it. */
    abstract int info(int actual, int predicted) throws BundleFormatException;

    abstract int name(int actual, int predicted) throws BundleFormatException;

    abstract int type(int actual, int predicted) throws BundleFormatException;

    abstract int value(int actual, int predicted) throws BundleFormatException;

    /**
     * Where the words of a record are: the actual ones, or room for as many, or more, when reading.
     *
     * @param before not to be touched
     */
    abstract int[] words(int @Nullable [] actual, int length, int[] before) throws BundleFormatException;

    /**
     * Walks one record.
     *
     * @param actual null when reading
     * @param variantBefore the record before it, when it is of the same named type; what this has returned for it will do
     * @return its words, and perhaps more; when reading, until the record after the next is read
     */
    final int[] record(int @Nullable [] actual, int @Nullable [] variantBefore) throws BundleFormatException {
        int[] before = variantBefore == null ? NONE : variantBefore;
        int info = info(actual == null ? 0 : actual[1], before.length == 0 ? 0 : before[1]);
        int length = TypeRecord.length(info);
        int lengthBefore = before.length == 0 ? 0 : TypeRecord.length(before[1]);
        int[] words = words(actual, length, before);
        byte[] shape = shape(info);
        byte[] shapeBefore = lengthBefore == 0 ? shape : shape(before[1]);
        words[1] = info;
        int at = 0; // the word of the variant before that is like this one
        int shift = 0;
        for (int i = 0; i < length; i++, at = at < 0 ? at : at + 1) {
            if (i == 1) {
                continue;
            }
            boolean known = at >= 0 && at < lengthBefore && shapeBefore[at] == shape[i];
            switch (shape[i]) {
                case TypeRecord.NAME:
                    words[i] = name(words[i], known ? before[at] : lastName + 1);
                    lastName = words[i];
                    at = i < 3 ? at : find(words[i], before, lengthBefore, shapeBefore, at);
                    break;
                case TypeRecord.TYPE:
                    words[i] =
                            type(words[i], known ? before[at] : i > 5 && shape[i - 3] == shape[i] ? words[i - 3] : 0);
                    break;
                default:
                    int base = known ? before[at] + shift : i > 5 ? words[i - 3] : 0;
                    words[i] = value(words[i], base);
                    shift = known && i > 2 ? words[i] - before[at] : 0;
                    break;
            }
        }
        return words;
    }

    /**
     * What the words of a record are, and perhaps more, see {@link TypeRecord#shape}. Made once for each kind: what is true of
     * a record is the beginning of what is true of any longer one of its kind.
     *
     * @param info its second word, of a kind that there is
     */
    final byte[] shape(int info) {
        int kind = info >>> 24 & 0x1F;
        byte[] known = shapes[kind];
        if (known == null || known.length < TypeRecord.length(info)) {
            known = TypeRecord.shape(info);
            shapes[kind] = known;
        }
        return known;
    }

    /** The word with this name among the members, from a place on and then from the first. */
    private static int find(int name, int[] words, int length, byte[] shape, int from) {
        int start = Math.max(from, 3);
        if (start < length && words[start] == name && shape[start] == TypeRecord.NAME) {
            return start; // like most
        }
        for (int i = start; i < length; i++) {
            if (shape[i] == TypeRecord.NAME && words[i] == name) {
                return i;
            }
        }
        for (int i = 3; i < Math.min(start, length); i++) {
            if (shape[i] == TypeRecord.NAME && words[i] == name) {
                return i;
            }
        }
        return -1;
    }
}
