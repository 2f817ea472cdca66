// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;

/** Reads what a relocation record asks for, in the object's own types (libbpf's {@code bpf_core_parse_spec()}). */
final class LocalSpec {
    private final Btf btf;
    private final Spec spec;
    private final int[] path;

    private LocalSpec(Btf btf, int typeId, int[] path) {
        this.btf = btf;
        this.path = path;
        spec = new Spec(btf, typeId);
    }

    static Spec parse(Btf btf, int typeId, String access, RelocationKind kind)
            throws RelocationException, BtfFormatException {
        if (kind.isType()) {
            if (!access.equals("0")) {
                throw new RelocationException("access string of a type: expected '0', found '" + access + "'");
            }
            return new Spec(btf, typeId);
        }
        LocalSpec parser = new LocalSpec(btf, typeId, AccessString.parse(access));
        if (kind.isEnumerator()) {
            parser.enumerator();
        } else {
            parser.field();
        }
        return parser.spec;
    }

    private void enumerator() throws RelocationException, BtfFormatException {
        int type = btf.skipModifiers(spec.root);
        if (!btf.kind(type).isAnyEnum() || path.length > 1 || path[0] >= btf.vlen(type)) {
            throw new RelocationException(
                    "access string names no enumerator of " + btf.type(type) + " with index " + path[0]);
        }
        spec.pushMember(type, path[0]);
    }

    private void field() throws RelocationException, BtfFormatException {
        int type = btf.skipModifiers(spec.root);
        spec.pushElement(type, path[0]);
        addElementOffset(type, path[0]);
        for (int i = 1; i < path.length; i++) {
            type = btf.skipModifiers(type);
            BtfKind kind = btf.kind(type);
            if (kind.isComposite()) {
                type = member(type, path[i]);
            } else if (kind == BtfKind.ARRAY) {
                type = element(type, path[i]);
            } else {
                throw new RelocationException("the access string goes on after " + btf.type(type)
                        + ", which has neither members nor elements");
            }
        }
    }

    private int member(int type, int index) throws RelocationException {
        if (index >= btf.vlen(type)) {
            throw outOfRange(type, index, btf.vlen(type));
        }
        spec.bitOffset += btf.memberBitOffset(type, index);
        int name = btf.elementNameOffset(type, index);
        if (name != 0) {
            if (btf.strings().isEmpty(name)) {
                throw new RelocationException("member " + index + " of " + btf.type(type) + " has an empty name");
            }
            spec.pushMember(type, index);
        }
        return btf.elementType(type, index);
    }

    private int element(int type, int index) throws RelocationException, BtfFormatException {
        boolean flexible = spec.endsInFlexible(type);
        int element = btf.skipModifiers(btf.arrayElementType(type));
        if (!flexible && Integer.compareUnsigned(index, btf.arrayLength(type)) >= 0) {
            throw outOfRange(type, index, btf.arrayLength(type));
        }
        spec.pushElement(element, index);
        addElementOffset(element, index);
        return element;
    }

    private void addElementOffset(int type, int index) throws RelocationException {
        if (!spec.addElementOffset(type, index)) {
            throw new RelocationException(btf.type(type) + " has no size in the object's BTF");
        }
    }

    private RelocationException outOfRange(int type, int index, int limit) {
        return new RelocationException("index " + index + " into " + btf.type(type) + ", which has "
                + Integer.toUnsignedString(limit) + " entries");
    }
}
