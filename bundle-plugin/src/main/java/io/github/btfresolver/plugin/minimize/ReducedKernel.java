// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfSubset;
import io.github.btfresolver.btf.IndexedBtf;
import io.github.btfresolver.core.RootNames;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * What is left of a kernel's BTF without what minimizing never asks for. It is minimized and relocated against as the whole is: all types of
 * the names that count are there, in the same order, and with all that a relocation can see of them. But for those that repeat two others:
 * one of them is not there, or, behind a pointer, without its members, when it matches less and comes to the same where it matches.
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
    private final BitSet embedded = new BitSet();
    private final BitSet pointedTo = new BitSet();
    private final ArrayDeque<Step> work = new ArrayDeque<>();

    private ReducedKernel(Btf btf) {
        this.btf = btf;
    }

    /**
     * For any objects: without functions, variables and what only they refer to, some two thirds of it.
     *
     * @param kernel that is no split BTF
     * @return an {@link IndexedBtf} in the same byte order
     */
    public static byte[] forAll(Btf kernel) throws BtfFormatException {
        byte[] reduced = of(kernel, RootNames.candidates(kernel));
        return RootNames.indexed(Btf.parse(reduced, kernel.source(), kernel.pointerSize()));
    }

    /**
     * For objects whose relocations start from types of these names: the types of these names and what they embed.
     *
     * @param all what {@link #forAll} has left
     * @return a blob in the same byte order
     */
    public static byte[] forRoots(IndexedBtf all, RootNames roots) throws BtfFormatException {
        return of(all.btf(), roots.in(all));
    }

    private static byte[] of(Btf btf, BitSet roots) throws BtfFormatException {
        ReducedKernel reduced = new ReducedKernel(btf);
        for (int id = roots.nextSetBit(0); id >= 0; id = roots.nextSetBit(id + 1)) {
            reduced.walk(id);
        }
        return reduced.write();
    }

    private byte[] write() throws BtfFormatException {
        BitSet kept = (BitSet) embedded.clone();
        kept.or(pointedTo);
        BitSet emptied = new BitSet();
        for (int id = pointedTo.nextSetBit(0); id >= 0; id = pointedTo.nextSetBit(id + 1)) {
            emptied.set(id, btf.kind(id).isComposite() && !embedded.get(id));
        }
        return BtfSubset.of(btf, kept, emptied);
    }

    private void walk(int root) {
        push(root, Reach.EMBEDDED);
        for (Step step = work.poll(); step != null; step = work.poll()) {
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
