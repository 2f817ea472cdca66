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
        visit(btf.kind(id), btf.vlen(id), id, at, visitor);
    }

    /** The same for a record of a kind and vlen at an offset. */
    static void visit(BtfKind kind, int vlen, int id, int at, Visitor visitor) throws BtfFormatException {
        int tail = at + TypeIndex.RECORD_SIZE;
        visitor.name(id, at, "name");
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
                elements(id, tail, 8, vlen, "parameter", visitor);
                break;
            case STRUCT:
            case UNION:
                elements(id, tail, 12, vlen, "member", visitor);
                break;
            case ENUM:
            case ENUM64:
                for (int i = 0; i < vlen; i++) {
                    visitor.name(id, tail + i * kind.elementSize(), "enumerator");
                }
                break;
            case DATASEC:
                for (int i = 0; i < vlen; i++) {
                    visitor.type(id, tail + i * kind.elementSize(), "entry type");
                }
                break;
            default:
                break;
        }
    }

    /** Elements that begin with a name and a type. */
    private static void elements(int id, int start, int size, int count, String what, Visitor visitor)
            throws BtfFormatException {
        for (int i = 0, at = start; i < count; i++, at += size) {
            visitor.name(id, at, what);
            visitor.type(id, at + 4, what);
        }
    }
}
