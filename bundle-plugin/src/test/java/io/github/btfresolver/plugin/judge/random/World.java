// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.plugin.judge.random.Type.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Made-up types, from which both the target and the objects derive.
 *
 * <p>A type refers to earlier types only, except that a pointer may refer to any composite: bpftool walks types without
 * remembering where it has been, and crashes or does not end on other cycles (a prototype that takes a struct with a
 * pointer to that prototype, a pointer to itself).
 */
final class World {
    final List<Type> types = new ArrayList<>();
    private final Dice dice;

    World(Dice dice) {
        this.dice = dice;
        integers();
        int count = dice.between(4, 18);
        for (int i = 0; i < count; i++) {
            types.add(next(i));
        }
        for (Type type : types) {
            if (type.kind == BtfKind.PTR && dice.percent(40)) {
                type.ref = dice.of(composites());
            }
        }
    }

    private void integers() {
        List<Type> all = List.of(
                Type.integer("int", 4, 1),
                Type.integer("unsigned int", 4, 0),
                Type.integer("char", 1, dice.of(0, 1, 2)),
                Type.integer("short", 2, 1),
                Type.integer("unsigned short", 2, 0),
                Type.integer("long", 8, 1),
                Type.integer("unsigned long", 8, 0),
                Type.integer("_Bool", 1, 4),
                Type.integer("__int128", 16, 1));
        types.add(all.get(0));
        types.add(composite(BtfKind.STRUCT, "first"));
        for (Type each : all.subList(1, all.size())) {
            if (dice.percent(50)) {
                types.add(each);
            }
        }
    }

    private List<Type> composites() {
        return types.stream().filter(t -> t.kind.isComposite()).toList();
    }

    private Type next(int i) {
        int roll = dice.below(100);
        if (roll < 42) {
            return composite(roll < 33 ? BtfKind.STRUCT : BtfKind.UNION, name("s", i));
        } else if (roll < 56) {
            return enumeration(roll < 50 ? BtfKind.ENUM : BtfKind.ENUM64, dice.percent(10) ? "" : name("e", i));
        } else if (roll < 68) {
            return Type.reference(BtfKind.TYPEDEF, name("t", i), value());
        } else if (roll < 78) {
            return Type.reference(BtfKind.PTR, "", dice.percent(15) ? null : value());
        } else if (roll < 86) {
            return Type.array(value(), types.get(0), dice.of(1, 1, 2, 3, 4, 8, 16, 0));
        } else if (roll < 90) {
            return Type.reference(dice.of(BtfKind.CONST, BtfKind.VOLATILE, BtfKind.RESTRICT), "", value());
        } else if (roll < 95) {
            return prototype();
        } else if (roll < 98) {
            Type forward = new Type(BtfKind.FWD, name("s", i));
            forward.kflag = dice.percent(40);
            return forward;
        }
        Type real = new Type(BtfKind.FLOAT, dice.of("double", "float"));
        real.size = real.name.equals("float") ? 4 : 8;
        return real;
    }

    private String name(String prefix, int i) {
        return dice.percent(5) ? prefix + dice.below(3) : prefix + i;
    }

    /** A type that a member or variable may have; seldom one that it may not. */
    Type value() {
        for (int tries = 0; tries < 3; tries++) {
            Type type = dice.of(types);
            boolean sized = type.kind == BtfKind.PTR || Type.sizeOf(type) != 0;
            if (sized && Type.sizeOf(type) < 4096) {
                return type;
            }
        }
        return dice.percent(90) ? types.get(0) : dice.of(types);
    }

    private Type composite(BtfKind kind, String name) {
        return fill(new Type(kind, name), new int[1], 2);
    }

    /** Members' names are unique in a composite together with its unnamed members, as in C. */
    private Type fill(Type composite, int[] names, int depth) {
        int count = dice.percent(3) ? 0 : dice.between(1, 6);
        for (int i = 0; i < count; i++) {
            if (depth > 0 && dice.percent(12)) {
                Type nested = new Type(dice.of(BtfKind.STRUCT, BtfKind.UNION), "");
                composite.members.add(new Member("", fill(nested, names, depth - 1)));
            } else {
                composite.members.add(member("m" + names[0]++, types.isEmpty() ? null : value()));
            }
        }
        if (dice.percent(7)) {
            composite.members.add(new Member("flexible" + names[0]++, Type.array(value(), types.get(0), 0)));
        }
        composite.layOut();
        return composite;
    }

    private Member member(String name, @Nullable Type type) {
        Member member = new Member(name, type);
        if (Type.isIntegral(type) && dice.percent(20)) {
            member.bits = dice.between(1, Type.sizeOf(type) * 8);
        }
        return member;
    }

    private Type enumeration(BtfKind kind, String name) {
        Type type = new Type(kind, name);
        type.size = kind == BtfKind.ENUM64 ? 8 : dice.of(4, 4, 4, 4, 1, 8);
        type.kflag = dice.percent(40);
        int count = dice.percent(4) ? 0 : dice.between(1, 5);
        for (int i = 0; i < count; i++) {
            Member value = new Member("V" + i, null);
            value.value = dice.percent(70) ? dice.below(10) : dice.number();
            type.members.add(value);
        }
        return type;
    }

    private Type prototype() {
        Type prototype = Type.reference(BtfKind.FUNC_PROTO, "", dice.percent(40) ? null : value());
        int count = dice.below(4);
        for (int i = 0; i < count; i++) {
            prototype.members.add(new Member(dice.percent(70) ? "p" + i : "", value()));
        }
        if (dice.percent(10)) {
            prototype.members.add(new Member("", null));
        }
        return prototype;
    }
}
