// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/** A type as the words of its record, for who stores types in another form. */
public final class TypeRecord {
    /** A word that is a number. */
    public static final byte VALUE = 0;

    /** A word that is the offset of a string. */
    public static final byte NAME = 1;

    /** A word that is a type id. */
    public static final byte TYPE = 2;

    private TypeRecord() {}

    /** The words of a type other than {@code void}: name, packed kind and vlen, size or type, and what follows. */
    public static int[] words(Btf btf, int id) {
        int start = btf.recordStart(id);
        int[] words = new int[(btf.recordEnd(id) - start) / 4];
        for (int i = 0; i < words.length; i++) {
            words[i] = btf.wordAt(start + 4 * i);
        }
        return words;
    }

    /** The number of words of a record with this second word; 0 when there is no such kind. */
    public static int length(int info) {
        BtfKind kind = BtfKind.of(TypeInfo.kindNumber(info));
        int tail = kind.infoSize() + kind.elementSize() * TypeInfo.vlen(info);
        return kind == BtfKind.UNKN ? 0 : (TypeIndex.RECORD_SIZE + tail) / 4;
    }

    /** What each word of a record with this second word, for which there is a length, is. */
    public static byte[] shape(int info) {
        BtfKind kind = BtfKind.of(TypeInfo.kindNumber(info));
        byte[] shape = new byte[length(info)];
        shape[0] = NAME;
        shape[2] = kind.hasType() ? TYPE : VALUE;
        int at = put(kind.fixedWords(), shape, 3);
        while (at < shape.length) {
            at = put(kind.elementWords(), shape, at);
        }
        return shape;
    }

    private static int put(String words, byte[] shape, int from) {
        for (int i = 0; i < words.length(); i++) {
            char word = words.charAt(i);
            shape[from + i] = word == 'n' ? NAME : word == 't' ? TYPE : VALUE;
        }
        return from + words.length();
    }

    /** Adds a type to a BTF being made, from words that hold its numbers for names and types. */
    public static void add(BtfBuilder out, int[] words) {
        int info = words[1];
        BtfKind kind = BtfKind.of(TypeInfo.kindNumber(info));
        out.add(kind, words[0], TypeInfo.kflag(info), TypeInfo.vlen(info), words[2]);
        for (int i = 3; i < words.length; i++) {
            out.word(words[i]);
        }
    }
}
