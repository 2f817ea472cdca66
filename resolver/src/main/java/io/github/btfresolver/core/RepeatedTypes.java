// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import java.util.BitSet;

/**
 * Finds the candidates that repeat others, of which a BTF that was never deduplicated has most. Two types are equal when no
 * relocation can tell one from the other: in all words, in what they embed, and in kind and name of what they point to. Where it
 * is hard to tell, they are taken for different.
 */
final class RepeatedTypes {
    /** Types are not embedded in each other as deep as this, but by somebody who wants a stack to overflow. */
    private static final int MAX_DEPTH = 64;

    /** With so many different types of its name, the last ones before it, a candidate is compared. */
    private static final int MAX_VERSIONS = 4;

    private final Btf btf;

    /** By type one that it equals: of a lower id, or itself. */
    private final int[] equal;

    private RepeatedTypes(Btf btf) {
        this.btf = btf;
        equal = new int[btf.typeCount()];
        for (int id = 0; id < equal.length; id++) {
            equal[id] = id;
        }
    }

    /**
     * Those that equal two before them of the same name. Of equal ones the first decides what a relocation comes to, and the
     * second whether its id is ambiguous: the others are of no account.
     *
     * @param btf that is no split BTF
     * @param candidates ids of types with a name; not changed
     */
    static BitSet of(Btf btf, BitSet candidates) {
        return new RepeatedTypes(btf).find(candidates);
    }

    private BitSet find(BitSet candidates) {
        BitSet repeated = new BitSet();
        BitSet twice = new BitSet(); // of equal candidates the first, when there is a second
        int[] lastOfName = new int[btf.strings().size()];
        int[] before = new int[btf.typeCount()];
        for (int id = candidates.nextSetBit(0); id >= 0; id = candidates.nextSetBit(id + 1)) {
            int name = btf.nameOffset(id);
            int other = lastOfName[name];
            for (int i = 1; other != 0 && !areEqual(other, id, 0); i++) {
                other = i < MAX_VERSIONS ? before[other] : 0;
            }
            if (other == 0) {
                before[id] = lastOfName[name];
                lastOfName[name] = id;
            } else if (twice.get(other)) {
                repeated.set(id);
            } else {
                twice.set(other);
            }
        }
        return repeated;
    }

    private boolean areEqual(int a, int b, int depth) {
        int first = first(a);
        int second = first(b);
        if (first == second) {
            return true;
        }
        if (depth == MAX_DEPTH || !haveEqualHeads(first, second) || !haveEqualRest(first, second, depth + 1)) {
            return false;
        }
        equal[Math.max(first, second)] = Math.min(first, second);
        return true;
    }

    /** Of those that are known to equal a type, the lowest. */
    private int first(int id) {
        int first = id;
        while (equal[first] != first) {
            equal[first] = equal[equal[first]];
            first = equal[first];
        }
        return first;
    }

    private boolean haveEqualHeads(int a, int b) {
        return haveEqualNames(a, b) && btf.vlen(a) == btf.vlen(b) && btf.kflag(a) == btf.kflag(b);
    }

    private boolean haveEqualNames(int a, int b) {
        return a != 0 && b != 0 && btf.kind(a) == btf.kind(b) && btf.nameOffset(a) == btf.nameOffset(b);
    }

    private boolean haveEqualRest(int a, int b, int depth) {
        switch (btf.kind(a)) {
            case INT:
                return btf.sizeField(a) == btf.sizeField(b) && btf.intWord(a) == btf.intWord(b);
            case FLOAT:
                return btf.sizeField(a) == btf.sizeField(b);
            case FWD:
                return true;
            case PTR:
                return areEqualBehindPointer(btf.typeField(a), btf.typeField(b), depth);
            case TYPEDEF:
            case VOLATILE:
            case CONST:
            case RESTRICT:
            case TYPE_TAG:
                return areEqual(btf.typeField(a), btf.typeField(b), depth);
            case ARRAY:
                return btf.arrayLength(a) == btf.arrayLength(b)
                        && areEqual(btf.arrayElementType(a), btf.arrayElementType(b), depth)
                        && areEqual(btf.arrayIndexType(a), btf.arrayIndexType(b), depth);
            case STRUCT:
            case UNION:
                return btf.sizeField(a) == btf.sizeField(b) && haveEqualMembers(a, b, depth);
            case ENUM:
            case ENUM64:
                return btf.sizeField(a) == btf.sizeField(b) && haveEqualEnumerators(a, b);
            case FUNC_PROTO:
                return areEqual(btf.typeField(a), btf.typeField(b), depth) && haveEqualElements(a, b, depth);
            default:
                return false;
        }
    }

    private boolean haveEqualMembers(int a, int b, int depth) {
        for (int i = 0, n = btf.vlen(a); i < n; i++) {
            if (btf.memberBitOffset(a, i) != btf.memberBitOffset(b, i)
                    || btf.memberBitfieldSize(a, i) != btf.memberBitfieldSize(b, i)) {
                return false;
            }
        }
        return haveEqualElements(a, b, depth);
    }

    /** Members or parameters. */
    private boolean haveEqualElements(int a, int b, int depth) {
        for (int i = 0, n = btf.vlen(a); i < n; i++) {
            if (btf.elementNameOffset(a, i) != btf.elementNameOffset(b, i)
                    || !areEqual(btf.elementType(a, i), btf.elementType(b, i), depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean haveEqualEnumerators(int a, int b) {
        for (int i = 0, n = btf.vlen(a); i < n; i++) {
            if (btf.elementNameOffset(a, i) != btf.elementNameOffset(b, i)
                    || btf.enumeratorValue(a, i) != btf.enumeratorValue(b, i)) {
                return false;
            }
        }
        return true;
    }

    /** A composite there is seen by its kind and its name only. */
    private boolean areEqualBehindPointer(int a, int b, int depth) {
        if (a == b) {
            return true;
        }
        if (depth == MAX_DEPTH || !haveEqualNames(a, b)) {
            return false;
        }
        switch (btf.kind(a)) {
            case STRUCT:
            case UNION:
                return true;
            case PTR:
            case TYPEDEF:
            case VOLATILE:
            case CONST:
            case RESTRICT:
            case TYPE_TAG:
                return areEqualBehindPointer(btf.typeField(a), btf.typeField(b), depth + 1);
            default:
                return areEqual(a, b, depth);
        }
    }
}
