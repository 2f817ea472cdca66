// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfSubset;
import io.github.btfresolver.core.RootNames;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a kernel's BTF without what minimizing never asks for. It is minimized and relocated against as the whole is: all types of
 * the names that count are there, in the same order, and with all that a relocation can see of them.
 */
public final class ReducedKernel {
    /** How a type is reached. */
    private enum Reach {
        /** Embedded, so that an access may lead through it. */
        EMBEDDED,
        /** Behind a pointer, where relocations end, and type matching looks at kinds and names alone. */
        POINTED_TO
    }

    private record Step(int id, Reach reach) {}

    private final Btf btf;
    private final TypeMarks marks;
    private final BitSet embedded = new BitSet();
    private final BitSet pointedTo = new BitSet();
    private final ArrayDeque<Step> work = new ArrayDeque<>();

    private ReducedKernel(Btf btf) {
        this.btf = btf;
        marks = new TypeMarks(btf, null);
    }

    /**
     * For any objects: without functions, variables and what only they refer to, some two thirds of it.
     *
     * @param kernel that is no split BTF
     * @return a blob in the same byte order
     */
    public static byte[] forAll(Btf kernel) throws BtfFormatException {
        return BtfSubset.of(kernel, RootNames.all(kernel));
    }

    /**
     * For objects whose relocations start from types of these names: the types of these names and what they embed.
     *
     * @param kernel whole, or what {@link #forAll} has left
     * @return a blob in the same byte order; empty for an odd kernel, of which it cannot be written
     */
    public static Optional<byte[]> forRoots(Btf kernel, RootNames roots) {
        ReducedKernel reduced = new ReducedKernel(kernel);
        BitSet ids = roots.in(kernel);
        for (int id = ids.nextSetBit(0); id >= 0; id = ids.nextSetBit(id + 1)) {
            reduced.walk(id);
        }
        try {
            return Optional.of(MinimizedBtf.write(List.of(reduced.marks), kernel.order()));
        } catch (MinimizationException e) {
            return Optional.empty();
        }
    }

    private void walk(int root) {
        push(root, Reach.EMBEDDED);
        for (Step step = work.poll(); step != null; step = work.poll()) {
            marks.addType(step.id());
            follow(step.id(), step.reach());
        }
    }

    private void push(int id, Reach reach) {
        BitSet reached = reach == Reach.EMBEDDED ? embedded : pointedTo;
        if (id != 0 && !reached.get(id)) {
            reached.set(id);
            work.push(new Step(id, reach));
        }
    }

    private void follow(int id, Reach reach) {
        switch (btf.kind(id)) {
            case PTR -> push(btf.typeField(id), Reach.POINTED_TO);
            case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG -> push(btf.typeField(id), reach);
            case STRUCT, UNION -> {
                int members = reach == Reach.EMBEDDED ? btf.vlen(id) : 0;
                marks.addMembers(id, 0, members);
                for (int i = 0; i < members; i++) {
                    push(btf.elementType(id, i), Reach.EMBEDDED);
                }
            }
            case ARRAY -> {
                push(btf.arrayElementType(id), Reach.EMBEDDED);
                push(btf.arrayIndexType(id), Reach.EMBEDDED);
            }
            case FUNC_PROTO -> {
                push(btf.typeField(id), Reach.EMBEDDED);
                for (int i = 0, n = btf.vlen(id); i < n; i++) {
                    push(btf.elementType(id, i), Reach.EMBEDDED);
                }
            }
            default -> {}
        }
    }
}
