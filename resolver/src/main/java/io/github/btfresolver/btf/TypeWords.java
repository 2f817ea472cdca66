// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/** Which words of a type record are names and which are type ids: the one place that knows. */
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
        int tail = at + TypeIndex.RECORD_SIZE;
        visitor.name(id, at, "name");
        BtfKind kind = btf.kind(id);
        switch (kind) {
            case PTR:
            case TYPEDEF:
            case VOLATILE:
            case CONST:
            case RESTRICT:
            case TYPE_TAG:
            case FUNC:
            case VAR:
            case DECL_TAG:
                visitor.type(id, at + 8, "type");
                break;
            case ARRAY:
                visitor.type(id, tail, "element type");
                visitor.type(id, tail + 4, "index type");
                break;
            case FUNC_PROTO:
                visitor.type(id, at + 8, "return type");
                elements(btf, id, visitor, "parameter", true);
                break;
            case STRUCT:
            case UNION:
                elements(btf, id, visitor, "member", true);
                break;
            case ENUM:
            case ENUM64:
                elements(btf, id, visitor, "enumerator", false);
                break;
            case DATASEC:
                for (int i = 0, n = btf.vlen(id); i < n; i++) {
                    visitor.type(id, tail + i * kind.elementSize(), "entry type");
                }
                break;
            default:
                break;
        }
    }

    private static void elements(Btf btf, int id, Visitor visitor, String what, boolean typed)
            throws BtfFormatException {
        int at = btf.recordStart(id) + TypeIndex.RECORD_SIZE;
        int size = btf.kind(id).elementSize();
        for (int i = 0, n = btf.vlen(id); i < n; i++, at += size) {
            visitor.name(id, at, what);
            if (typed) {
                visitor.type(id, at + 4, what);
            }
        }
    }
}
