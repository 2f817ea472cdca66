// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * The record of a type as words: what its second word packs, and what the others are. That one has vlen in bits 0 to 23, kind in
 * bits 24 to 30, kflag in bit 31; older kernels define 16 and 5 bits and leave the rest 0, so this reading fits both.
 */
public final class TypeRecord {
    /** A word that is a number. */
    public static final byte VALUE = 0;

    /** A word that is the offset of a string. */
    public static final byte NAME = 1;

    /** A word that is a type id. */
    public static final byte TYPE = 2;

    static final int MAX_VLEN = 0xFFFFFF;

    /**
     * By the number of a kind: its third word, its fixed words after that, and the words of each of its elements after those;
     * {@code n} a name, {@code t} a type id, {@code v} a value. Not in {@link BtfKind}: reading a bundle does without it.
     */
    private static final String[][] WORDS = {
        {"v", "", ""}, // UNKN
        {"v", "v", ""}, // INT
        {"t", "", ""}, // PTR
        {"v", "ttv", ""}, // ARRAY
        {"v", "", "ntv"}, // STRUCT
        {"v", "", "ntv"}, // UNION
        {"v", "", "nv"}, // ENUM
        {"v", "", ""}, // FWD
        {"t", "", ""}, // TYPEDEF
        {"t", "", ""}, // VOLATILE
        {"t", "", ""}, // CONST
        {"t", "", ""}, // RESTRICT
        {"t", "", ""}, // FUNC
        {"t", "", "nt"}, // FUNC_PROTO
        {"t", "v", ""}, // VAR
        {"v", "", "tvv"}, // DATASEC
        {"v", "", ""}, // FLOAT
        {"t", "v", ""}, // DECL_TAG
        {"t", "", ""}, // TYPE_TAG
        {"v", "", "nvv"}, // ENUM64
    };

    private TypeRecord() {}

    static int vlen(int info) {
        return info & MAX_VLEN;
    }

    static int kindNumber(int info) {
        return info >>> 24 & 0x7F;
    }

    static boolean kflag(int info) {
        return info < 0;
    }

    static int info(BtfKind kind, boolean kflag, int vlen) {
        return (kflag ? 1 << 31 : 0) | kind.number() << 24 | vlen;
    }

    /** The words of a type other than {@code void}: name, packed kind and vlen, size or type, and what follows. */
    public static int[] words(Btf btf, int id) {
        int start = btf.recordStart(id);
        int[] words = new int[(btf.recordEnd(id) - start) / 4];
        for (int i = 0; i < words.length; i++) {
            words[i] = btf.wordAt(start + 4 * i);
        }
        return words;
    }

    /** Whether the third word of this kind's records is a type id. */
    static boolean hasType(int kindNumber) {
        return WORDS[kindNumber][0].equals("t");
    }

    /** What the fixed words after the third one are: a character each. */
    static String fixedWords(int kindNumber) {
        return WORDS[kindNumber][1];
    }

    /** The same of the words of each element after those. */
    static String elementWords(int kindNumber) {
        return WORDS[kindNumber][2];
    }

    /** The number of words of a record with this second word; 0 when there is no such kind. */
    public static int length(int info) {
        int kind = kindNumber(info);
        return kind == 0 || kind >= WORDS.length
                ? 0
                : 3 + fixedWords(kind).length() + elementWords(kind).length() * vlen(info);
    }

    /** What each word of a record with this second word, for which there is a length, is. */
    public static byte[] shape(int info) {
        int kind = kindNumber(info);
        byte[] shape = new byte[length(info)];
        shape[0] = NAME;
        shape[2] = hasType(kind) ? TYPE : VALUE;
        int at = put(fixedWords(kind), shape, 3);
        while (at < shape.length) {
            at = put(elementWords(kind), shape, at);
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
        BtfKind kind = BtfKind.of(kindNumber(info));
        out.add(kind, words[0], kflag(info), vlen(info), words[2]);
        for (int i = 3; i < words.length; i++) {
            out.word(words[i]);
        }
    }
}
