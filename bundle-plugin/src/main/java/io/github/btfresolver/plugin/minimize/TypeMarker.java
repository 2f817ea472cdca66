// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.core.RelocationResult;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Marks what a relocation needs, as {@code bpftool gen min_core_btf} does ({@code btfgen_record_*} in {@code
 * src/gen.c}). Marks are a set, so the walk keeps a list of work and what it has seen: where bpftool recurses without
 * end, this one finishes.
 */
final class TypeMarker {
    /** How a type is walked. */
    private enum Walk {
        /** Up to pointers, without members. */
        SHALLOW,
        /** Through pointers, without members. */
        THROUGH_POINTERS,
        /** With all members, recursively. */
        MATCH,
        /** The same behind a pointer, where a composite stands without members. */
        MATCH_BEHIND_POINTER
    }

    private record Step(int id, Walk walk) {}

    private final Btf btf;
    private final TypeMarks marks;
    private final Map<Walk, BitSet> seen = new EnumMap<>(Walk.class);
    private final ArrayDeque<Step> work = new ArrayDeque<>();

    TypeMarker(TypeMarks marks) {
        btf = marks.btf();
        this.marks = marks;
    }

    /** Marks what this BTF, in which the relocation found its type, must keep for the result to be the same again. */
    void mark(RelocationResult result) throws MinimizationException, BtfFormatException {
        int root = result.targetType();
        RelocationKind kind = result.kind();
        if (kind.isField()) {
            walk(root, Walk.SHALLOW);
            markPath(root, result.targetPath());
        } else if (kind.isEnumerator()) {
            walk(root, Walk.SHALLOW);
        } else {
            walk(root, kind == RelocationKind.TYPE_MATCHES ? Walk.MATCH : Walk.THROUGH_POINTERS);
        }
    }

    private void markPath(int root, int[] path) throws MinimizationException, BtfFormatException {
        int type = root;
        for (int i = 1; i < path.length; i++) {
            type = btf.skipModifiers(type);
            if (btf.kind(type).isComposite()) {
                marks.addMember(type, path[i]);
                type = btf.elementType(type, path[i]);
                walk(type, Walk.SHALLOW);
            } else {
                // an array, marked together with its element type
                type = btf.arrayElementType(type);
            }
        }
    }

    private void walk(int id, Walk walk) throws MinimizationException {
        push(id, walk);
        for (Step step = work.poll(); step != null; step = work.poll()) {
            marks.addType(step.id());
            switch (step.walk()) {
                case SHALLOW, THROUGH_POINTERS -> follow(step.id(), step.walk());
                case MATCH, MATCH_BEHIND_POINTER -> followMatch(step.id(), step.walk());
            }
        }
    }

    private void push(int id, Walk walk) {
        BitSet walked = seen.computeIfAbsent(walk, w -> new BitSet());
        if (id != 0 && !walked.get(id)) {
            walked.set(id);
            work.push(new Step(id, walk));
        }
    }

    private void follow(int id, Walk walk) throws MinimizationException {
        switch (btf.kind(id)) {
            case INT, FLOAT, ENUM, ENUM64, STRUCT, UNION -> {}
            case PTR -> {
                if (walk == Walk.THROUGH_POINTERS) {
                    push(btf.typeField(id), walk);
                }
            }
            case CONST, VOLATILE, RESTRICT, TYPEDEF -> push(btf.typeField(id), walk);
            case ARRAY -> pushArray(id, walk);
            case FUNC_PROTO -> pushPrototype(id, walk);
            default -> throw unsupported(id);
        }
    }

    private void followMatch(int id, Walk walk) throws MinimizationException {
        BtfKind kind = btf.kind(id);
        switch (kind) {
            case INT, FLOAT, ENUM, ENUM64, FWD -> {}
            case STRUCT, UNION -> {
                if (walk == Walk.MATCH) {
                    pushMembers(id);
                }
            }
            case CONST, VOLATILE, RESTRICT, TYPEDEF -> push(btf.typeField(id), walk);
            case PTR -> push(btf.typeField(id), Walk.MATCH_BEHIND_POINTER);
            case ARRAY -> pushArray(id, Walk.MATCH);
            case FUNC_PROTO -> pushPrototype(id, Walk.MATCH);
            default -> throw unsupported(id);
        }
    }

    private void pushMembers(int id) {
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            marks.addMember(id, i);
            push(btf.elementType(id, i), Walk.MATCH);
        }
    }

    private void pushArray(int id, Walk walk) {
        push(btf.arrayElementType(id), walk);
        push(btf.arrayIndexType(id), walk);
    }

    private void pushPrototype(int id, Walk walk) {
        push(btf.typeField(id), walk);
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            push(btf.elementType(id, i), walk);
        }
    }

    private MinimizationException unsupported(int id) {
        String kind = btf.kind(id).name().toLowerCase(Locale.ROOT);
        return new MinimizationException("needs type " + id + " (" + kind + " '" + btf.name(id) + "') of "
                + btf.source() + ", and a minimized BTF cannot hold a " + kind);
    }
}
