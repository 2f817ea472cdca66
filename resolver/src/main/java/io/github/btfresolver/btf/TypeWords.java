// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/** Goes over the words of a type record that are names or type ids, as {@link BtfKind} has them. */
final class TypeWords {
    /** Takes the offset of each such word in the blob, and what it is in its record. */
    interface Visitor {
        void name(int id, int at, String what) throws BtfFormatException;

        void type(int id, int at, String what) throws BtfFormatException;
    }

    private TypeWords() {}

    /** Visits the words of one type in order, except the third word of a FWD, which nobody reads. */
    static void visit(Btf btf, int id, Visitor visitor) throws BtfFormatException {
        int at = btf.recordStart(id);
        visit(btf.kind(id), btf.vlen(id), id, at, visitor);
    }

    /** The same for a record of a kind and vlen at an offset. */
    static void visit(BtfKind kind, int vlen, int id, int at, Visitor visitor) throws BtfFormatException {
        visitor.name(id, at, "name");
        if (kind.hasType()) {
            visitor.type(id, at + 8, kind == BtfKind.FUNC_PROTO ? "return type" : "type");
        }
        int tail = at + TypeIndex.RECORD_SIZE;
        String fixed = kind.fixedWords();
        for (int i = 0; i < fixed.length(); i++) {
            if (fixed.charAt(i) == 't') {
                visitor.type(id, tail + 4 * i, i == 0 ? "element type" : "index type");
            }
        }
        String words = kind.elementWords();
        if (!words.isEmpty()) {
            elements(words, id, tail + kind.infoSize(), vlen, element(kind), visitor);
        }
    }

    private static String element(BtfKind kind) {
        return kind.isComposite()
                ? "member"
                : kind.isAnyEnum() ? "enumerator" : kind == BtfKind.FUNC_PROTO ? "parameter" : "entry type";
    }

    private static void elements(String words, int id, int start, int count, String what, Visitor visitor)
            throws BtfFormatException {
        boolean named = words.charAt(0) == 'n';
        int type = 4 * words.indexOf('t');
        for (int i = 0, at = start; i < count; i++, at += 4 * words.length()) {
            if (named) {
                visitor.name(id, at, what);
            }
            if (type >= 0) {
                visitor.type(id, at + type, what);
            }
        }
    }
}
