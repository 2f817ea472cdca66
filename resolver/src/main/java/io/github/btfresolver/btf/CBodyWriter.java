// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/** Writes the bodies of structs and unions, with the padding that their layout needs, and of enums. */
final class CBodyWriter {
    /** In bits: longer padding is one array instead of many lines. It has a name, as C has no unnamed arrays. */
    private static final int LONG_PADDING = 256 * 8;

    private final Btf btf;
    private final CNames names;
    private final CLayouts layouts;
    private final CTypeWriter types;

    CBodyWriter(Btf btf, CNames names, CLayouts layouts, CTypeWriter types) {
        this.btf = btf;
        this.names = names;
        this.layouts = layouts;
        this.types = types;
    }

    void composite(StringBuilder out, int id, String name, int depth) throws BtfFormatException {
        CLayoutCursor cursor = layouts.cursor(id);
        open(out, id, name);
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            if (!layouts.isPadding(id, i)) {
                member(out, cursor, id, i, depth + 1);
            }
        }
        long from = cursor.position();
        long gap = cursor.finish(layouts.sizeInBits(id));
        if (gap > 0) {
            padding(out, id, from, gap, layouts.isUnion(id), depth + 1);
        }
        indent(out, depth).append('}');
        out.append(layouts.isPacked(id) ? " __attribute__((packed))" : "");
    }

    private void open(StringBuilder out, int id, String name) {
        out.append(names.keyword(id)).append(name).append(name.isEmpty() ? "{\n" : " {\n");
    }

    private void member(StringBuilder out, CLayoutCursor cursor, int id, int index, int depth)
            throws BtfFormatException {
        int nameOffset = btf.elementNameOffset(id, index);
        String name = names.identifier(nameOffset);
        long from = cursor.position();
        long gap = layouts.place(cursor, id, index);
        if (gap == CLayoutCursor.IMPOSSIBLE) {
            indent(out, depth).append("/* not in C: ").append(name).append(" at bit ");
            out.append(layouts.offset(id, index)).append(", where another member is */\n");
            return;
        }
        if (gap > 0) {
            padding(out, id, from, gap, false, depth);
        }
        indent(out, depth);
        if (nameOffset == 0) {
            // the name of a struct is left out: clang takes a named one as unnamed member by -fms-extensions only
            types.body(out, layouts.unnamedComposite(btf.elementType(id, index)), "", depth);
        } else {
            types.declaration(out, btf.elementType(id, index), name, depth);
        }
        int bits = layouts.bitfieldSize(id, index);
        out.append(bits == 0 ? "" : ": " + bits).append(";\n");
    }

    /** A name holds the type's id, as the members of unnamed types within each other share one namespace. */
    private void padding(StringBuilder out, int id, long from, long bits, boolean union, int depth) {
        // on some 32-bit machines (arm) even an unnamed bitfield aligns the struct as its type is aligned
        boolean wide = btf.pointerSize() == 8;
        int unit = wide ? 64 : 8;
        long end = from + bits;
        for (long at = from; at < end; ) {
            boolean array = at % 8 == 0 && (end - at > LONG_PADDING || (union && bits > unit));
            long length = array ? (end - at) / 8 * 8 : Math.min(end - at, unit - at % unit);
            indent(out, depth);
            if (array) {
                out.append("unsigned char __padding_").append(id).append('_').append(at / 8);
                out.append('[').append(length / 8).append("];\n");
            } else {
                out.append(wide ? "long: " : "char: ").append(length).append(";\n");
            }
            at += length;
        }
    }

    void enumeration(StringBuilder out, int id, String name, int depth) {
        open(out, id, name);
        boolean wide = btf.kind(id) == BtfKind.ENUM64;
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            indent(out, depth + 1)
                    .append(names.enumerator(btf.elementNameOffset(id, i)))
                    .append(" = ");
            long value = CEnumSize.value(btf, id, i);
            if (!wide) {
                out.append(value);
            } else if (!btf.kflag(id)) {
                out.append(Long.toUnsignedString(value)).append("ULL");
            } else if (value == Long.MIN_VALUE) {
                out.append("-9223372036854775807LL - 1"); // C has no negative literals
            } else {
                out.append(value).append("LL");
            }
            out.append(",\n");
        }
        indent(out, depth).append('}').append(CEnumSize.attribute(btf, id));
    }

    private static StringBuilder indent(StringBuilder out, int depth) {
        for (int i = 0; i < depth; i++) {
            out.append('\t');
        }
        return out;
    }
}
