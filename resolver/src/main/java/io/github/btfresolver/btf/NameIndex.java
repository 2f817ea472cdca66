// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * A BTF's own named types by name, or by a leading part of it: a hash table in two {@code int} arrays, made in one pass.
 * Walk a chain with {@link #first} and {@link #next}, and compare: it holds every type of that name, and maybe others.
 * Immutable.
 */
public final class NameIndex {
    /** How much of a name counts. */
    public interface Length {
        /** Bytes from the start of the string at an offset; negative when nobody asks for types of this name. */
        int of(BtfStrings strings, int offset);
    }

    private final Length length;
    private final int firstOwnId;
    private final int[] heads;
    private final int[] next;

    public NameIndex(Btf btf, Length length) {
        this.length = length;
        firstOwnId = btf.firstOwnId();
        int count = btf.typeCount() - firstOwnId;
        heads = new int[Integer.highestOneBit(Math.max(count, 2)) << 1];
        next = new int[count];
        BtfStrings strings = btf.strings();
        // from the last to the first, so that a chain is in ascending order of id
        for (int id = btf.typeCount() - 1; id >= firstOwnId; id--) {
            int name = btf.nameOffset(id);
            int counts = strings.isEmpty(name) ? -1 : length.of(strings, name);
            if (counts >= 0) {
                int bucket = bucket(strings.hash(name, counts));
                next[id - firstOwnId] = heads[bucket];
                heads[bucket] = id;
            }
        }
    }

    /**
     * The first type in the chain for a name of any BTF; 0 when there is none.
     *
     * @throws IllegalArgumentException for a name that nobody asks for
     */
    public int first(BtfStrings strings, int offset) {
        int counts = length.of(strings, offset);
        if (counts < 0) {
            throw new IllegalArgumentException("not indexed: " + strings.get(offset));
        }
        return heads[bucket(strings.hash(offset, counts))];
    }

    /** The first type in the chain for a name, all of which counts; 0 when there is none. */
    int first(String name) {
        return heads[bucket(name.hashCode())];
    }

    /** The type after another in its chain; 0 at the end. */
    public int next(int id) {
        return next[id - firstOwnId];
    }

    private int bucket(int hash) {
        return (hash ^ hash >>> 16) & heads.length - 1;
    }
}
