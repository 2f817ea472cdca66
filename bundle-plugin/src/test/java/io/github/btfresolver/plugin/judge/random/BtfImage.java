// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.plugin.judge.random.Type.Member;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A BTF blob of made-up types, in any order of types, with declarations and tags between them. */
final class BtfImage {
    final IdentityHashMap<Type, Integer> ids = new IdentityHashMap<>();
    private final List<Type> types;
    private final Dice dice;
    private final BtfBuilder out;

    BtfImage(List<Type> types, Dice dice, ByteOrder order) {
        this.types = new ArrayList<>(types);
        this.dice = dice;
        out = new BtfBuilder(order);
        addDeclarations();
        if (dice.percent(80)) {
            dice.shuffle(this.types);
        }
        // Until 1.2, libbpf takes what follows any type for the encoding of an INT, when asked whether the type is
        // signed. That is 0 where another type follows, but not where the strings do.
        this.types.add(Type.integer("last", 4, 0));
        for (Type type : this.types) {
            ids.put(type, ids.size() + 1);
        }
    }

    /** What programs and kernels have besides types. */
    private void addDeclarations() {
        Type some = dice.of(types);
        if (dice.percent(30)) {
            Type prototype = Type.reference(BtfKind.FUNC_PROTO, "", null);
            Type function = Type.reference(BtfKind.FUNC, some.name + "f", prototype);
            function.word = dice.below(3);
            Type tag = Type.reference(BtfKind.DECL_TAG, "tag", function);
            tag.word = -1;
            types.addAll(List.of(prototype, function, tag));
        }
        if (dice.percent(30)) {
            Type variable = Type.reference(BtfKind.VAR, "variable", some);
            Type section = new Type(BtfKind.DATASEC, ".bss");
            section.size = 8;
            section.members.add(new Member("", variable));
            types.addAll(List.of(variable, section));
        }
    }

    /** Adds a string; before {@link #bytes()} only. */
    int string(String string) {
        return out.string(string);
    }

    byte[] bytes() {
        types.forEach(this::add);
        return out.build();
    }

    private int id(@Nullable Type type) {
        return type == null ? 0 : ids.get(type);
    }

    private void add(Type type) {
        int count = type.kind == BtfKind.FUNC ? type.word : type.members.size();
        boolean flagged = type.kind == BtfKind.FWD || type.kind.isComposite() || type.kind.isAnyEnum();
        int third = switch (type.kind) {
            case PTR, TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG, FUNC, FUNC_PROTO, VAR, DECL_TAG -> id(type.ref);
            default -> type.size;
        };
        out.add(type.kind, out.string(type.name), type.kflag && flagged, count, third);
        switch (type.kind) {
            case INT, VAR, DECL_TAG -> out.word(type.word);
            case ARRAY -> out.word(id(type.ref)).word(id(type.index)).word(type.length);
            default -> {}
        }
        for (Member member : type.members) {
            addMember(type, member);
        }
    }

    private void addMember(Type type, Member member) {
        switch (type.kind) {
            case STRUCT, UNION -> {
                boolean packed = type.kflag;
                out.word(out.string(member.name)).word(id(member.type));
                out.word(packed ? (member.bitOffset & 0xFFFFFF) | member.bits << 24 : member.bitOffset);
            }
            case ENUM -> out.word(out.string(member.name)).word((int) member.value);
            case ENUM64 ->
                out.word(out.string(member.name)).word((int) member.value).word((int) (member.value >>> 32));
            case FUNC_PROTO -> out.word(out.string(member.name)).word(id(member.type));
            case DATASEC -> out.word(id(member.type)).word(0).word(0);
            default -> throw new IllegalArgumentException(type.kind.name());
        }
    }
}
