// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.BtfStrings;
import io.github.btfresolver.btf.IndexedBtf;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The essential names of the types that objects' relocations start from. What a relocation comes to depends on the target's types of
 * these names, what they embed and what they point to, and on nothing else. Immutable.
 */
public final class RootNames {
    private final SortedSet<String> names;
    private final boolean complete;
    private final Set<String> lookup;

    /** The first two bytes of the names, as a number: most types of a kernel are told by them to be none of these. */
    private final BitSet starts = new BitSet();

    private RootNames(SortedSet<String> names, boolean complete) {
        this.names = Collections.unmodifiableSortedSet(names);
        this.complete = complete;
        lookup = new HashSet<>(names);
        for (String name : names) {
            if (name.length() > 1) {
                starts.set((name.charAt(0) << 8) | name.charAt(1));
            } else {
                starts.set(name.charAt(0) << 8, (name.charAt(0) + 1) << 8); // what follows may be a flavour
            }
        }
    }

    /** Collects them. */
    public static RootNames of(List<BpfObject> objects) {
        SortedSet<String> names = new TreeSet<>();
        boolean complete = true;
        for (BpfObject object : objects) {
            Btf btf = object.btf();
            for (CoreRelocation relocation : object.relocations()) {
                if (relocation.hasType() && isNamed(btf, relocation.typeId())) {
                    names.add(essentialName(btf, relocation.typeId()));
                    complete &= isRoot(btf.kind(relocation.typeId()));
                }
            }
        }
        return new RootNames(names, complete);
    }

    /** These and others, of any objects. */
    public RootNames and(Collection<String> others) {
        SortedSet<String> both = new TreeSet<>(names);
        both.addAll(others);
        return new RootNames(both, complete);
    }

    /** One byte a char, as in {@link BtfStrings}; sorted. */
    public SortedSet<String> names() {
        return names;
    }

    /** Whether {@link #in} and {@link #candidates} tell all candidates: false for odd objects, that start from a function or a variable. */
    public boolean isComplete() {
        return complete;
    }

    /** Length of the essential part of a name, which is not empty; negative when it is none of these. */
    int length(BtfStrings strings, int offset) {
        int start = ((strings.at(offset, 0) & 0xFF) << 8) | (strings.at(offset, 1) & 0xFF);
        if (!starts.get(start)) {
            return -1;
        }
        int length = EssentialName.length(strings, offset);
        return lookup.contains(strings.get(offset, length)) ? length : -1;
    }

    /** A BTF by whose index {@link #in} finds candidates, but for those that repeat two others. */
    public static byte[] indexed(Btf target) {
        return IndexedBtf.of(target, candidates(target), EssentialName::length);
    }

    /** The ids of all types that could be a candidate for some name, but for those that repeat two others. */
    public static BitSet candidates(Btf target) {
        BitSet candidates = all(target);
        candidates.andNot(RepeatedTypes.of(target, candidates));
        return candidates;
    }

    /** The ids of the candidates that a BTF has for these names, but for those that repeat two others. */
    public BitSet in(IndexedBtf target) {
        BitSet ids = new BitSet();
        for (String name : names) {
            target.find(name, ids);
        }
        for (int id = ids.nextSetBit(0); id >= 0; id = ids.nextSetBit(id + 1)) {
            Btf btf = target.btf();
            ids.set(id, length(btf.strings(), btf.nameOffset(id)) >= 0);
        }
        return ids;
    }

    /** The ids of all types that could be a candidate for some name. */
    static BitSet all(Btf target) {
        BitSet ids = new BitSet();
        for (int id = 1, n = target.typeCount(); id < n; id++) {
            if (isRoot(target.kind(id)) && isNamed(target, id)) {
                ids.set(id);
            }
        }
        return ids;
    }

    private static boolean isRoot(BtfKind kind) {
        switch (kind) {
            case UNKN:
            case FUNC:
            case VAR:
            case DATASEC:
            case DECL_TAG:
                return false;
            default:
                return true;
        }
    }

    private static boolean isNamed(Btf btf, int id) {
        return !btf.strings().isEmpty(btf.nameOffset(id));
    }

    private static String essentialName(Btf btf, int id) {
        BtfStrings strings = btf.strings();
        int name = btf.nameOffset(id);
        return strings.get(name, EssentialName.length(strings, name));
    }
}
