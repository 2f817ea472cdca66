// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import io.github.btfresolver.btf.BtfKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A BTF type while it is being made up: all kinds in one, with fields for what each of them has. */
final class Type {
    BtfKind kind;
    String name = "";
    boolean kflag;

    /** Of what has a size. */
    int size;

    /** An INT's packed word; the linkage of a FUNC or VAR; the component of a DECL_TAG. */
    int word;

    /** What is referred to, returned or in the array; null for void. */
    @Nullable
    Type ref;

    /** Of an array. */
    @Nullable
    Type index;

    int length;

    /** Members, enumerators, parameters or entries. */
    final List<Member> members = new ArrayList<>();

    Type(BtfKind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    static Type reference(BtfKind kind, String name, @Nullable Type ref) {
        Type type = new Type(kind, name);
        type.ref = ref;
        return type;
    }

    static Type integer(String name, int size, int encoding) {
        Type type = new Type(BtfKind.INT, name);
        type.size = size;
        type.word = encoding << 24 | (size * 8 & 0xFF);
        return type;
    }

    static Type array(@Nullable Type element, Type index, int length) {
        Type type = reference(BtfKind.ARRAY, "", element);
        type.index = index;
        type.length = length;
        return type;
    }

    /** One of a composite's members, an enum's values, a prototype's parameters or a section's variables. */
    static final class Member {
        String name;

        @Nullable
        Type type;

        int bitOffset;
        int bits;
        long value;

        Member(String name, @Nullable Type type) {
            this.name = name;
            this.type = type;
        }
    }

    /** Behind typedefs and modifiers; null for void. */
    static @Nullable Type skip(@Nullable Type type) {
        Type at = type;
        while (at != null && at.kind.isModifierOrTypedef()) {
            at = at.ref;
        }
        return at;
    }

    /** Bytes that it takes; 0 for what has no size. */
    static int sizeOf(@Nullable Type type) {
        Type at = skip(type);
        if (at == null) {
            return 0;
        }
        return switch (at.kind) {
            case PTR -> 8;
            case ARRAY -> at.length * sizeOf(at.ref);
            default -> at.size;
        };
    }

    /** Whether it may be a bitfield. */
    static boolean isIntegral(@Nullable Type type) {
        Type at = skip(type);
        return at != null && (at.kind == BtfKind.INT || at.kind.isAnyEnum()) && at.size <= 8;
    }

    /** Places a composite's members one after the other, or upon one another, and sets its size. */
    void layOut() {
        int bit = 0;
        int end = 0;
        boolean bitfields = false;
        for (Member member : members) {
            int bytes = sizeOf(member.type);
            if (member.bits == 0) {
                int alignment = Math.max(8, Math.min(64, Integer.highestOneBit(Math.max(bytes, 1)) * 8));
                bit = (bit + alignment - 1) / alignment * alignment;
            } else if (bit / (bytes * 8) != (bit + member.bits - 1) / (bytes * 8)) {
                bit = (bit + bytes * 8 - 1) / (bytes * 8) * bytes * 8;
            }
            bitfields |= member.bits != 0;
            member.bitOffset = kind == BtfKind.UNION ? 0 : bit;
            bit = member.bitOffset + (member.bits == 0 ? bytes * 8 : member.bits);
            end = Math.max(end, bit);
        }
        size = (end + 63) / 64 * 8;
        kflag = bitfields;
    }
}
