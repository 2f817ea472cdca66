// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.plugin.judge.random.Type.Member;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up what a program asks for: relocation records that mostly make sense. */
final class Accesses {
    /** One record, but for its instruction. */
    record Access(int type, String path, int kind) {}

    private static final List<String> MALFORMED = List.of(
            "",
            ":0",
            "0:",
            "0::0",
            "0x1",
            "a",
            "0 0",
            "+0:0",
            " 0:0",
            "0:0 ",
            "0:99",
            "1",
            "0:0:0:0:0:0",
            "00:00",
            "0:0".repeat(40).replace("00", "0:0"));
    private static final List<RelocationKind> TYPE_KINDS = List.of(
            RelocationKind.TYPE_ID_LOCAL,
            RelocationKind.TYPE_ID_TARGET,
            RelocationKind.TYPE_EXISTS,
            RelocationKind.TYPE_EXISTS,
            RelocationKind.TYPE_SIZE,
            RelocationKind.TYPE_SIZE,
            RelocationKind.TYPE_MATCHES,
            RelocationKind.TYPE_MATCHES);

    private final Dice dice;
    private final IdentityHashMap<Type, Integer> ids;
    private final List<Type> named;

    /** What the program is mostly about: several relocations of one type settle each other's candidates. */
    private final Type favourite;

    Accesses(Dice dice, IdentityHashMap<Type, Integer> ids) {
        this.dice = dice;
        this.ids = ids;
        named = new ArrayList<>();
        ids.forEach((type, id) -> {
            if (!type.name.isEmpty() || dice.perMille(3)) {
                named.add(type);
            }
        });
        // an identity map's order is chance of another kind, and not repeated by the seed
        named.sort((a, b) -> Integer.compare(ids.get(a), ids.get(b)));
        List<Type> composites =
                named.stream().filter(type -> type.kind.isComposite()).toList();
        favourite = dice.of(composites.isEmpty() ? named : composites);
    }

    Access next() {
        Access access = sensible();
        boolean local = access.kind == List.of(RelocationKind.values()).indexOf(RelocationKind.TYPE_ID_LOCAL);
        // of an id out of range bpftool reads the type nevertheless, beyond its table, when it is the local id
        return local || !dice.perMille(2)
                ? access
                : new Access(dice.of(0, ids.size() + 1, -1), access.path, access.kind);
    }

    private Access sensible() {
        Type root = dice.percent(35) ? favourite : dice.of(named);
        Type type = Type.skip(root);
        int id = ids.get(root);
        if (type != null && type.kind.isAnyEnum() && !type.members.isEmpty() && dice.percent(75)) {
            RelocationKind kind = dice.of(RelocationKind.ENUMVAL_EXISTS, RelocationKind.ENUMVAL_VALUE);
            return new Access(id, path("" + dice.below(type.members.size())), number(kind));
        }
        if (type != null && type.kind.isComposite() && dice.percent(80)) {
            return field(root, id);
        }
        return new Access(id, path("0"), number(dice.of(TYPE_KINDS)));
    }

    private String path(String path) {
        return dice.perMille(4) ? dice.of(MALFORMED) : path;
    }

    private int number(RelocationKind kind) {
        if (dice.perMille(3)) {
            return dice.below(14);
        }
        return List.of(RelocationKind.values()).indexOf(kind);
    }

    private Access field(Type root, int id) {
        StringBuilder path = new StringBuilder(dice.percent(95) ? "0" : "" + dice.below(4));
        Type at = Type.skip(root);
        boolean member = false;
        while (at != null) {
            List<Member> members = at.members;
            if (at.kind.isComposite() && !members.isEmpty()) {
                int index = dice.below(members.size());
                path.append(':').append(index);
                member = !members.get(index).name.isEmpty();
                at = Type.skip(members.get(index).type);
            } else if (at.kind == BtfKind.ARRAY && dice.percent(70)) {
                path.append(':').append(dice.below(Math.max(at.length, 2)));
                member = false;
                at = Type.skip(at.ref);
            } else {
                break;
            }
            if (member && dice.percent(50)) {
                break;
            }
        }
        return new Access(id, path(path.toString()), number(fieldKind(member, at)));
    }

    /** What can be asked of a member cannot always be asked of an array element. */
    private RelocationKind fieldKind(boolean member, @Nullable Type end) {
        if (dice.percent(40)) {
            return RelocationKind.FIELD_EXISTS;
        }
        if (!member || end == null) {
            return dice.of(RelocationKind.FIELD_BYTE_OFFSET, RelocationKind.FIELD_BYTE_SIZE);
        }
        return dice.of(
                RelocationKind.FIELD_BYTE_OFFSET,
                RelocationKind.FIELD_BYTE_OFFSET,
                RelocationKind.FIELD_BYTE_OFFSET,
                RelocationKind.FIELD_BYTE_SIZE,
                RelocationKind.FIELD_SIGNED,
                RelocationKind.FIELD_LSHIFT_U64,
                RelocationKind.FIELD_RSHIFT_U64);
    }
}
