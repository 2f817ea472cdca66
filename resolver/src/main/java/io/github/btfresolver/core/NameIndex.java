// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.BtfStrings;
import java.util.List;

/** A BTF's own named types by essential name: a hash table in two {@code int} arrays. Immutable. */
final class NameIndex {
    private final Btf btf;
    private final int first;
    private final int[] heads;
    private final int[] next;

    NameIndex(Btf btf) {
        this.btf = btf;
        first = btf.firstOwnId();
        int count = btf.typeCount() - first;
        heads = new int[Integer.highestOneBit(Math.max(count, 2)) << 1];
        next = new int[count];
        BtfStrings strings = btf.strings();
        // from the last to the first, so that a chain is in ascending order of id
        for (int id = btf.typeCount() - 1; id >= first; id--) {
            int name = btf.nameOffset(id);
            if (!strings.isEmpty(name)) {
                int bucket = bucket(strings, name, EssentialName.length(strings, name));
                next[id - first] = heads[bucket];
                heads[bucket] = id;
            }
        }
    }

    /** Adds the types that a local type may stand for, in ascending order of id. */
    void addCandidates(Btf local, int typeId, List<Candidate> candidates) {
        BtfStrings names = local.strings();
        int name = local.nameOffset(typeId);
        BtfKind kind = local.kind(typeId);
        int bucket = bucket(names, name, EssentialName.length(names, name));
        for (int id = heads[bucket]; id != 0; id = next[id - first]) {
            if (kind.isCompatibleWith(btf.kind(id))
                    && EssentialName.equal(btf.strings(), btf.nameOffset(id), names, name)) {
                candidates.add(new Candidate(btf, id));
            }
        }
    }

    private int bucket(BtfStrings strings, int offset, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + strings.at(offset, i);
        }
        return (hash ^ hash >>> 16) & heads.length - 1;
    }
}
