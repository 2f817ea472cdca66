// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The order in which C wants types: each after what it contains and after the typedefs and enums that it names. Structs
 * and unions that it only points to are declared before it.
 *
 * <p>A depth-first walk with its own stack, as hostile chains are longer than Java's.
 */
final class CDefinitionOrder {
    /** More pointers, arrays and qualifiers than this around one type are no one's honest work. */
    static final int MAX_CHAIN = 256;

    /** Takes the types in order. */
    interface Sink {
        /** Asks for a declaration of a struct or union, unless there was one. */
        void declare(int id) throws BtfFormatException;

        /** Everything that the type needs has been passed on before; unnamed types and prototypes come here too. */
        void define(int id) throws BtfFormatException;
    }

    private final Btf btf;
    private final CNames names;
    private final Sink sink;
    private final BitSet open = new BitSet();
    private final BitSet done = new BitSet();
    private final Deque<Needs> stack = new ArrayDeque<>();

    CDefinitionOrder(Btf btf, CNames names, Sink sink) {
        this.btf = btf;
        this.names = names;
        this.sink = sink;
    }

    /** Passes on a type and what it needs, without what was passed on before. */
    void visit(int root) throws BtfFormatException {
        push(root);
        while (!stack.isEmpty()) {
            Needs top = stack.element();
            if (top.next < top.before.size()) {
                push(top.before.get(top.next++));
            } else {
                stack.remove();
                finish(top);
            }
        }
    }

    private void push(int id) throws BtfFormatException {
        if (done.get(id)) {
            return;
        }
        if (open.get(id)) {
            throw new BtfFormatException(
                    btf.source(), "BTF " + btf.kind(id) + " type " + id + ": is a part of itself, which C cannot say");
        }
        open.set(id);
        Needs needs = new Needs(id);
        needs.collect();
        stack.push(needs);
    }

    private void finish(Needs needs) throws BtfFormatException {
        for (int id : needs.declared) {
            if (id != needs.id && !done.get(id)) {
                sink.declare(id);
            }
        }
        done.set(needs.id);
        sink.define(needs.id);
    }

    /** What has to be defined or declared before one type. */
    private final class Needs {
        final int id;
        final List<Integer> before = new ArrayList<>();
        final List<Integer> declared = new ArrayList<>();
        int next;

        Needs(int id) {
            this.id = id;
        }

        void collect() throws BtfFormatException {
            BtfKind kind = btf.kind(id);
            if (kind.isComposite() || kind == BtfKind.FUNC_PROTO) {
                for (int i = 0, n = btf.vlen(id); i < n; i++) {
                    follow(btf.elementType(id, i), kind.isComposite());
                }
            }
            if (kind == BtfKind.TYPEDEF || kind == BtfKind.FUNC_PROTO) {
                follow(btf.typeField(id), false);
            }
        }

        /**
         * Notes what a use of a type needs.
         *
         * @param complete whether the use needs the size of the type, as a member does; a typedef does not
         */
        private void follow(int type, boolean complete) throws BtfFormatException {
            boolean sized = complete;
            int at = type;
            for (int steps = 0; steps <= MAX_CHAIN; steps++) {
                if (names.isUnnamedTypedef(at)) {
                    at = btf.typeField(at);
                    continue;
                }
                switch (btf.kind(at)) {
                    case PTR:
                        sized = false;
                        at = btf.typeField(at);
                        break;
                    case CONST:
                    case VOLATILE:
                    case RESTRICT:
                    case TYPE_TAG:
                        at = btf.typeField(at);
                        break;
                    case ARRAY:
                        sized = true;
                        at = btf.arrayElementType(at);
                        break;
                    default:
                        end(at, sized);
                        return;
                }
            }
            throw new BtfFormatException(
                    btf.source(), "BTF type " + type + ": more than " + MAX_CHAIN + " pointers, arrays and qualifiers");
        }

        private void end(int at, boolean sized) throws BtfFormatException {
            switch (btf.kind(at)) {
                case TYPEDEF:
                    before.add(at);
                    int meant = sized ? btf.skipModifiers(at) : at;
                    if (btf.kind(meant).isComposite()) {
                        before.add(meant);
                    }
                    break;
                case STRUCT:
                case UNION:
                    (sized || names.of(at).isEmpty() ? before : declared).add(at);
                    break;
                case FWD:
                    declared.add(at);
                    break;
                case ENUM:
                case ENUM64:
                case FUNC_PROTO:
                    before.add(at);
                    break;
                default:
                    break;
            }
        }
    }
}
