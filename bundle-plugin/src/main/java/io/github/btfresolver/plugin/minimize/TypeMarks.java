// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which types of a BTF are kept, and which members of the composites among them. */
final class TypeMarks {
    private static final BitSet NONE = new BitSet(0);

    private final BitSet types = new BitSet();
    private final Map<Integer, BitSet> members = new HashMap<>();

    void addType(int id) {
        types.set(id);
    }

    void addMember(int composite, int index) {
        members.computeIfAbsent(composite, id -> new BitSet()).set(index);
    }

    /** The ids of all types kept, which must not be changed. */
    BitSet types() {
        return types;
    }

    /** The indices of a composite's members that are kept, which must not be changed. */
    BitSet members(int composite) {
        return members.getOrDefault(composite, NONE);
    }
}
