// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.plugin.judge.random.Type.Member;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a world in which things have changed, as between two kernels, or between a kernel and a program's types. */
final class Variant {
    /** Everything in it, each once; what a type refers to is in it too. */
    final List<Type> types = new ArrayList<>();

    private final Dice dice;

    /** How much changes, from 0 to 100. */
    private final int change;

    /** Of the world, and present in all its variants. */
    private final Type integer;

    private IdentityHashMap<Type, Type> copies = new IdentityHashMap<>();

    Variant(World world, Dice dice, int change) {
        this.dice = dice;
        this.change = change;
        integer = world.types.get(0);
        for (Type type : world.types) {
            if (!chance(5)) {
                copy(type);
            }
        }
        if (chance(60)) {
            // other types of the same names, such as kernels have, too
            copies = new IdentityHashMap<>();
            copies.put(integer, integer);
            types.add(integer);
            for (int i = dice.between(1, 2); i > 0; i--) {
                copy(dice.of(world.types));
            }
        }
    }

    /** Whether something happens that has a chance in percent if everything changes. */
    private boolean chance(int percent) {
        return dice.perMille(percent * change / 10);
    }

    private @Nullable Type copy(@Nullable Type original) {
        if (original == null || copies.containsKey(original)) {
            return copies.get(original);
        }
        Type copy = new Type(original.kind, name(original));
        copies.put(original, copy);
        copy.kflag = original.kflag;
        copy.size = original.size;
        copy.word = original.word;
        copy.length = chance(10) && original.kind == BtfKind.ARRAY ? dice.below(20) : original.length;
        copy.index = copy(original.index);
        copy.ref = original.kind == BtfKind.FUNC_PROTO ? copy(original.ref) : use(original.ref);
        types.add(copy);
        if (copy.kind.isComposite()) {
            members(original, copy);
        } else if (copy.kind.isAnyEnum()) {
            enumerators(original, copy);
        } else {
            for (Member parameter : original.members) {
                copy.members.add(new Member(parameter.name, use(parameter.type)));
            }
        }
        changeKind(copy);
        return copy;
    }

    private String name(Type original) {
        if (original.name.isEmpty()) {
            return "";
        }
        if (chance(6)) {
            return "other_" + original.name;
        }
        return chance(20)
                ? original.name + dice.of("___a", "___b", "___a___b", "____x", "___", "___x__y")
                : original.name;
    }

    /** A type where it is used: the same, behind something that makes no difference, or another. */
    private @Nullable Type use(@Nullable Type original) {
        Type type = copy(original);
        if (type != null && chance(3) && type.kind == BtfKind.INT) {
            type = Type.integer("other int", dice.of(1, 2, 4, 8), dice.of(0, 1, 2, 4));
            types.add(type);
        }
        if (type != null && chance(14)) {
            BtfKind kind = dice.of(BtfKind.CONST, BtfKind.VOLATILE, BtfKind.RESTRICT, BtfKind.TYPEDEF);
            boolean tag = chance(5);
            type = Type.reference(
                    tag ? BtfKind.TYPE_TAG : kind, tag ? "user" : kind == BtfKind.TYPEDEF ? "alias" : "", type);
            types.add(type);
        }
        return type;
    }

    private void members(Type original, Type copy) {
        for (Member member : original.members) {
            if (chance(8)) {
                continue;
            }
            Member same = new Member(member.name, use(member.type));
            same.bits = Type.isIntegral(same.type) ? Math.min(member.bits, Type.sizeOf(same.type) * 8) : 0;
            if (Type.isIntegral(same.type) && chance(8)) {
                same.bits = same.bits == 0 ? dice.between(1, Type.sizeOf(same.type) * 8) : 0;
            }
            Type nested = Type.skip(same.type);
            if (member.name.isEmpty() && chance(25) && nested != null && nested.kind.isComposite()) {
                // its members become the outer one's; it stays as a type that nobody needs
                copy.members.addAll(nested.members);
            } else {
                copy.members.add(same);
            }
            if (chance(12)) {
                copy.members.add(new Member("new" + copy.members.size(), copy(integer)));
            }
        }
        if (chance(15) && copy.members.size() > 1) {
            nest(copy);
        }
        if (chance(12)) {
            dice.shuffle(copy.members);
        }
        copy.layOut();
        damage(copy);
    }

    /** Moves the last members into an unnamed one. */
    private void nest(Type composite) {
        Type nested = new Type(dice.of(BtfKind.STRUCT, BtfKind.UNION), "");
        List<Member> tail = composite.members.subList(dice.below(composite.members.size()), composite.members.size());
        nested.members.addAll(tail);
        tail.clear();
        nested.layOut();
        types.add(nested);
        composite.members.add(new Member("", nested));
    }

    /** Layouts that no compiler makes. */
    private void damage(Type composite) {
        if (chance(2) && !composite.members.isEmpty()) {
            dice.of(composite.members).bitOffset += dice.of(1, 8, 64);
        }
        composite.kflag |= chance(8);
    }

    private void enumerators(Type original, Type copy) {
        for (Member enumerator : original.members) {
            if (!chance(8)) {
                Member same = new Member(enumerator.name + (chance(10) ? "___f" : ""), null);
                same.value = chance(30) ? dice.number() : enumerator.value;
                copy.members.add(same);
            }
        }
        if (chance(10)) {
            copy.kind = copy.kind == BtfKind.ENUM ? BtfKind.ENUM64 : BtfKind.ENUM;
        }
        copy.kflag ^= chance(10);
    }

    private void changeKind(Type copy) {
        if (copy.kind.isComposite() && chance(3)) {
            copy.kind = copy.kind == BtfKind.STRUCT ? BtfKind.UNION : BtfKind.STRUCT;
            copy.layOut();
        } else if (copy.kind.isComposite() && !copy.name.isEmpty() && chance(2)) {
            copy.kind = BtfKind.FWD;
            copy.members.clear();
            copy.size = 0;
            copy.kflag = dice.percent(40);
        } else if (copy.kind == BtfKind.INT && dice.perMille(2)) {
            copy.word |= 1 << 16;
        }
    }
}
