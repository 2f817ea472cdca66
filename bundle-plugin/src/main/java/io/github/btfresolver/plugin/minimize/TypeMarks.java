// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which types of a BTF are kept, and which members of the composites among them. Marks on a module's BTF that are about
 * its base's types go to the base's marks.
 */
final class TypeMarks {
    private static final BitSet NONE = new BitSet(0);

    private final Btf btf;
    private final @Nullable TypeMarks base;
    private final BitSet types = new BitSet();
    private final Map<Integer, BitSet> members = new HashMap<>();

    /** @param base the marks of a split BTF's base; null when it has none */
    TypeMarks(Btf btf, @Nullable TypeMarks base) {
        this.btf = btf;
        this.base = base;
    }

    Btf btf() {
        return btf;
    }

    void addType(int id) {
        if (base != null && id < btf.firstOwnId()) {
            base.addType(id);
        } else {
            types.set(id);
        }
    }

    void addMember(int composite, int index) {
        if (base != null && composite < btf.firstOwnId()) {
            base.addMember(composite, index);
        } else {
            members.computeIfAbsent(composite, id -> new BitSet()).set(index);
        }
    }

    /** The ids of its own types that are kept, which must not be changed. */
    BitSet types() {
        return types;
    }

    /** The indices of a composite's members that are kept, which must not be changed. */
    BitSet members(int composite) {
        return members.getOrDefault(composite, NONE);
    }
}
