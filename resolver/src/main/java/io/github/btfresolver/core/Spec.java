// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import java.util.Arrays;

/**
 * What a relocation is about, in one BTF: a type, and for a field or an enumerator the way to it (libbpf's {@code struct
 * bpf_core_spec}). The <em>raw path</em> has every index on the way; the <em>accessors</em> only those that source code
 * would write: named members and array elements, not the unnamed members in between.
 *
 * <p>Grows while it is being made; not changed any more afterwards.
 */
final class Spec {
    final Btf btf;

    /** The type at which it starts, unresolved. */
    final int root;

    /** Offset of the field from the start of the root type in bits, unsigned, modulo 2³². */
    int bitOffset;

    private int[] path = new int[4];
    private int pathLength;
    private int[] accessorTypes = new int[4];
    private int[] accessorIndices = new int[4];
    private long named;
    private int accessorCount;

    Spec(Btf btf, int root) {
        this.btf = btf;
        this.root = root;
    }

    /** A copy of the raw path of a target; a local spec has its own in the access string, and keeps none. */
    int[] path() {
        return Arrays.copyOf(path, pathLength);
    }

    void pushPath(int index) throws RelocationException {
        if (pathLength == AccessString.MAX_LENGTH) {
            throw new RelocationException("the way to the field in the target has more than " + AccessString.MAX_LENGTH
                    + " steps, in " + btf.type(root));
        }
        if (pathLength == path.length) {
            path = Arrays.copyOf(path, 2 * pathLength);
        }
        path[pathLength++] = index;
    }

    void popPath() {
        pathLength--;
    }

    int accessorCount() {
        return accessorCount;
    }

    /** The composite, array element or enum type of an accessor, without typedefs and modifiers. */
    int accessorType(int i) {
        return accessorTypes[i];
    }

    /** Index of the member, element or enumerator. */
    int accessorIndex(int i) {
        return accessorIndices[i];
    }

    /** Whether an accessor is a named member or an enumerator; otherwise it is an array element. */
    boolean isNamed(int i) {
        return (named >>> i & 1) != 0;
    }

    void pushMember(int type, int index) {
        named |= 1L << accessorCount;
        pushAccessor(type, index);
    }

    void pushElement(int type, int index) {
        pushAccessor(type, index);
    }

    private void pushAccessor(int type, int index) {
        if (accessorCount == accessorTypes.length) {
            accessorTypes = Arrays.copyOf(accessorTypes, 2 * accessorCount);
            accessorIndices = Arrays.copyOf(accessorIndices, 2 * accessorCount);
        }
        accessorTypes[accessorCount] = type;
        accessorIndices[accessorCount++] = index;
    }

    /** Adds the offset of an array element; false when elements have no size. */
    boolean addElementOffset(int elementType, int index) {
        long size = btf.sizeOf(elementType);
        bitOffset += (int) (index * size * 8);
        return size >= 0;
    }

    /**
     * Whether an array that the last accessor leads to is flexible: without length, and the last member of its
     * composite (libbpf's {@code is_flex_arr()}).
     */
    boolean endsInFlexible(int arrayType) {
        int last = accessorCount - 1;
        return isNamed(last)
                && btf.arrayLength(arrayType) == 0
                && accessorIndices[last] == btf.vlen(accessorTypes[last]) - 1;
    }
}
