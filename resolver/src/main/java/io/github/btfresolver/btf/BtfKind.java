// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * The kinds of BTF types, by their kernel names and in the order of their numbers ({@code BTF_KIND_*} in
 * {@code include/uapi/linux/btf.h}).
 */
public enum BtfKind {
    /** Number 0: {@code void}, which is never stored, or a kind newer than this code that a layout section describes. */
    UNKN,
    INT,
    PTR,
    ARRAY,
    STRUCT,
    UNION,
    ENUM,
    /** Its third word is a type's to the kernel, but nobody reads it. */
    FWD,
    TYPEDEF,
    VOLATILE,
    CONST,
    RESTRICT,
    FUNC,
    FUNC_PROTO,
    VAR,
    DATASEC,
    FLOAT,
    DECL_TAG,
    TYPE_TAG,
    ENUM64;

    private static final BtfKind[] BY_NUMBER = values();

    // asked for each record of a kernel
    private final boolean hasType;
    private final String fixedWords;
    private final String elementWords;
    private final int infoSize;
    private final int elementSize;

    BtfKind() {
        hasType = TypeRecord.hasType(number());
        fixedWords = TypeRecord.fixedWords(number());
        elementWords = TypeRecord.elementWords(number());
        infoSize = 4 * fixedWords.length();
        elementSize = 4 * elementWords.length();
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

    /** Whether the third word of a record is a type id. */
    boolean hasType() {
        return hasType;
    }

    /** What the fixed words after the 12-byte type record are: a character each, {@code n}, {@code t} or {@code v}. */
    String fixedWords() {
        return fixedWords;
    }

    /** The same of the words of each element after those. */
    String elementWords() {
        return elementWords;
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
