// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * The layouts that the written structs and unions have: which are packed, since the natural alignment of the members
 * does not explain their places, and how each is aligned as a member of another.
 */
final class CLayouts {
    private final Btf btf;
    private final CScalars scalars;
    /** By type id, in bytes; 0 for what is not a struct or union, or was not added. Negative: packed. */
    private final byte[] alignments;

    CLayouts(Btf btf, CScalars scalars) {
        this.btf = btf;
        this.scalars = scalars;
        alignments = new byte[btf.typeCount()];
    }

    /** Works out a struct or union; those that it contains were added before. */
    void add(int id) {
        CLayoutCursor cursor = cursor(false, id);
        boolean possible = true;
        for (int i = 0, n = btf.vlen(id); i < n && possible; i++) {
            possible = isPadding(id, i) || place(cursor, id, i) != CLayoutCursor.IMPOSSIBLE;
        }
        possible = possible && cursor.finish(sizeInBits(id)) != CLayoutCursor.IMPOSSIBLE;
        alignments[id] = (byte) (possible ? cursor.alignment() : -1);
    }

    boolean isPacked(int id) {
        return alignments[id] < 0;
    }

    /** A fresh start of the same way, to write the members. */
    CLayoutCursor cursor(int id) {
        return cursor(isPacked(id), id);
    }

    private CLayoutCursor cursor(boolean packed, int id) {
        // 32-bit machines differ in how they align 8 bytes (i386: by 4), so nothing is left to alignment there
        return new CLayoutCursor(packed, isUnion(id), btf.pointerSize() == 4);
    }

    /** Adds a member to a layout; gives the padding before it. */
    long place(CLayoutCursor cursor, int id, int index) {
        int type = btf.elementType(id, index);
        long size = Math.max(btf.sizeOf(type), 0) * 8;
        int bits = bitfieldSize(id, index);
        return bits == 0
                ? cursor.place(offset(id, index), size, alignment(type))
                : cursor.placeBitfield(offset(id, index), bits, size, alignment(type));
    }

    /** Whether a member holds nothing that a program can name: an unnamed one that is no struct or union. */
    boolean isPadding(int id, int index) {
        return btf.elementNameOffset(id, index) == 0 && unnamedComposite(btf.elementType(id, index)) == 0;
    }

    /** The struct or union that an unnamed member consists of; 0 for none. */
    int unnamedComposite(int type) {
        int at = type;
        for (int steps = 0; btf.kind(at).isModifierOrTypedef(); steps++) {
            if (steps == CDefinitionOrder.MAX_CHAIN) {
                return 0;
            }
            at = btf.typeField(at);
        }
        return btf.kind(at).isComposite() ? at : 0;
    }

    long sizeInBits(int id) {
        return (btf.sizeField(id) & 0xFFFFFFFFL) * 8;
    }

    /** Offset of a member in bits. */
    long offset(int id, int index) {
        long offset = btf.memberBitOffset(id, index) & 0xFFFFFFFFL;
        int legacy = legacyBitfield(id, index);
        return legacy == 0 ? offset : offset + btf.intBitOffset(legacy);
    }

    /** Width of a bitfield; 0 for an ordinary member. */
    int bitfieldSize(int id, int index) {
        int legacy = legacyBitfield(id, index);
        return legacy == 0 ? btf.memberBitfieldSize(id, index) : btf.intBits(legacy);
    }

    boolean isUnion(int id) {
        return btf.kind(id) == BtfKind.UNION;
    }

    /** The INT that is narrower than its bytes, by which a struct without kflag says that a member is a bitfield. */
    private int legacyBitfield(int id, int index) {
        int at = btf.elementType(id, index);
        if (btf.kflag(id)) {
            return 0;
        }
        for (int steps = 0; btf.kind(at).isModifierOrTypedef() && steps < CDefinitionOrder.MAX_CHAIN; steps++) {
            at = btf.typeField(at);
        }
        boolean narrow = btf.kind(at) == BtfKind.INT && btf.intBits(at) < (btf.sizeField(at) & 0xFFFFFFFFL) * 8;
        return narrow && btf.intBits(at) != 0 && btf.intEncoding(at) != 4 ? at : 0;
    }

    private int alignment(int type) {
        int at = type;
        for (int steps = 0; steps < CDefinitionOrder.MAX_CHAIN; steps++) {
            switch (btf.kind(at)) {
                case STRUCT:
                case UNION:
                    return Math.max(alignments[at], 1);
                case PTR:
                    return btf.pointerSize();
                case INT:
                case ENUM:
                case ENUM64:
                case FLOAT:
                    return scalars.alignment(at);
                case ARRAY:
                    at = btf.arrayElementType(at);
                    break;
                default:
                    if (!btf.kind(at).isModifierOrTypedef()) {
                        return 1;
                    }
                    at = btf.typeField(at);
                    break;
            }
        }
        return 1;
    }
}
