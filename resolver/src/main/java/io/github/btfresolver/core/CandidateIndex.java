// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.BtfStrings;
import java.util.Arrays;

/**
 * The named types of a target BTF by essential name: a hash table in two {@code int} arrays, made once for any number
 * of objects. Immutable.
 */
public final class CandidateIndex {
    private final Btf target;
    private final int[] heads;
    private final int[] next;

    public CandidateIndex(Btf target) {
        this.target = target;
        int count = target.typeCount();
        heads = new int[Integer.highestOneBit(Math.max(count, 2)) << 1];
        next = new int[count];
        // from the last to the first, so that a chain is in ascending order of id
        for (int id = count - 1; id > 0; id--) {
            int name = target.nameOffset(id);
            if (!target.strings().isEmpty(name)) {
                int bucket = bucket(target.strings(), name, EssentialName.length(target.strings(), name));
                next[id] = heads[bucket];
                heads[bucket] = id;
            }
        }
    }

    /** The BTF that it is about. */
    public Btf target() {
        return target;
    }

    /**
     * The types that a local type may stand for: of a compatible kind, unresolved, and with the same essential name.
     *
     * @return type ids in ascending order; none for a type without a name
     */
    int[] candidates(Btf local, int typeId) {
        BtfStrings names = local.strings();
        int name = local.nameOffset(typeId);
        if (names.isEmpty(name)) {
            return new int[0];
        }
        BtfKind kind = local.kind(typeId);
        int length = EssentialName.length(names, name);
        int[] found = new int[4];
        int count = 0;
        for (int id = heads[bucket(names, name, length)]; id != 0; id = next[id]) {
            if (kind.isCompatibleWith(target.kind(id))
                    && EssentialName.equal(target.strings(), target.nameOffset(id), names, name)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = id;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int bucket(BtfStrings strings, int offset, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + strings.at(offset, i);
        }
        return (hash ^ hash >>> 16) & heads.length - 1;
    }
}
