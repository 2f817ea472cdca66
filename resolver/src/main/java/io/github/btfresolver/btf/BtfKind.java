// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * The kinds of BTF types, by their kernel names and in the order of their numbers ({@code BTF_KIND_*} in
 * {@code include/uapi/linux/btf.h}).
 */
public enum BtfKind {
    /** Number 0: {@code void}, which is never stored, or a kind newer than this code that a layout section describes. */
    UNKN(0, 0),
    INT(4, 0),
    PTR(0, 0),
    ARRAY(12, 0),
    STRUCT(0, 12),
    UNION(0, 12),
    ENUM(0, 8),
    FWD(0, 0),
    TYPEDEF(0, 0),
    VOLATILE(0, 0),
    CONST(0, 0),
    RESTRICT(0, 0),
    FUNC(0, 0),
    FUNC_PROTO(0, 8),
    VAR(4, 0),
    DATASEC(0, 12),
    FLOAT(0, 0),
    DECL_TAG(4, 0),
    TYPE_TAG(0, 0),
    ENUM64(0, 12);

    private static final BtfKind[] BY_NUMBER = values();

    private final int infoSize;
    private final int elementSize;

    BtfKind(int infoSize, int elementSize) {
        this.infoSize = infoSize;
        this.elementSize = elementSize;
    }

    /** The kind with this number; {@link #UNKN} for a number that this code does not know. */
    static BtfKind of(int number) {
        return number < BY_NUMBER.length ? BY_NUMBER[number] : UNKN;
    }

    /** The kind's number in BTF. */
    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of the numbers
    int number() {
        return ordinal();
    }

    /** Bytes of fixed data after the 12-byte type record. */
    int infoSize() {
        return infoSize;
    }

    /** Bytes of each of the {@code vlen} elements after the fixed data. */
    int elementSize() {
        return elementSize;
    }

    public boolean isComposite() {
        return this == STRUCT || this == UNION;
    }

    /** ENUM or ENUM64, which CO-RE treats as one kind. */
    public boolean isAnyEnum() {
        return this == ENUM || this == ENUM64;
    }

    /** What libbpf's {@code skip_mods_and_typedefs()} passes over: TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG. */
    public boolean isModifierOrTypedef() {
        switch (this) {
            case TYPEDEF:
            case VOLATILE:
            case CONST:
            case RESTRICT:
            case TYPE_TAG:
                return true;
            default:
                return false;
        }
    }

    /** Kinds-compatible in libbpf's words: the same kind, or both any-enum. */
    public boolean isCompatibleWith(BtfKind other) {
        return this == other || (isAnyEnum() && other.isAnyEnum());
    }
}
