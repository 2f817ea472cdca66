// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.BtfStrings;
import org.jspecify.annotations.Nullable;

/** Looks for what a local spec asks for, in one candidate of the target (libbpf's {@code bpf_core_spec_match()}). */
final class TargetSpec {
    /** The member is not in the composite. */
    private static final int NOT_FOUND = -1;

    /** A member of that name is there, but of a type that does not fit: no other is looked for. */
    private static final int INCOMPATIBLE = -2;

    private final Spec local;
    private final Btf btf;
    private final Spec spec;
    private final Effort effort = new Effort();

    private TargetSpec(Spec local, Btf target, int candidate) {
        this.local = local;
        btf = target;
        spec = new Spec(target, candidate);
    }

    /**
     * Matches one candidate.
     *
     * @return null when it does not fit
     * @throws RelocationException for what makes libbpf give up on the whole object
     */
    static @Nullable Spec match(Spec local, Btf target, int candidate, RelocationKind kind)
            throws RelocationException, BtfFormatException {
        TargetSpec matcher = new TargetSpec(local, target, candidate);
        boolean found;
        if (kind == RelocationKind.TYPE_MATCHES) {
            found = TypeMatch.matches(local.btf, local.root, target, candidate);
        } else if (kind.isType()) {
            found = TypeCompatibility.typesCompatible(local.btf, local.root, target, candidate);
        } else if (kind.isEnumerator()) {
            found = matcher.enumerator();
        } else {
            found = matcher.field();
        }
        return found ? matcher.spec : null;
    }

    private boolean enumerator() throws RelocationException, BtfFormatException {
        int type = btf.skipModifiers(spec.root);
        if (!btf.kind(type).isAnyEnum()) {
            return false;
        }
        int wanted = local.btf.elementNameOffset(local.accessorType(0), local.accessorIndex(0));
        for (int i = 0, n = btf.vlen(type); i < n; i++) {
            if (EssentialName.equal(btf.strings(), btf.elementNameOffset(type, i), local.btf.strings(), wanted)) {
                spec.pushMember(type, i);
                spec.pushPath(i);
                return true;
            }
        }
        return false;
    }

    private boolean field() throws RelocationException, BtfFormatException {
        int type = spec.root;
        for (int i = 0; i < local.accessorCount(); i++) {
            type = btf.skipModifiers(type);
            if (local.isNamed(i)) {
                type = member(type, local.accessorType(i), local.accessorIndex(i));
            } else {
                type = element(type, local.accessorIndex(i), i == 0);
            }
            if (type < 0) {
                return false;
            }
        }
        return true;
    }

    private int element(int type, int index, boolean first) throws RelocationException, BtfFormatException {
        int element = type;
        if (!first) {
            if (btf.kind(type) != BtfKind.ARRAY) {
                return NOT_FOUND;
            }
            if (!spec.endsInFlexible(type) && Integer.compareUnsigned(index, btf.arrayLength(type)) >= 0) {
                return NOT_FOUND;
            }
            element = btf.skipModifiers(btf.arrayElementType(type));
        }
        spec.pushPath(index);
        spec.pushElement(element, index);
        if (!spec.addElementOffset(element, index)) {
            throw new RelocationException(
                    btf.type(spec.root) + " leads to " + btf.type(element) + ", which has no size");
        }
        return element;
    }

    /** Finds the member that a local accessor names, in a composite or in its unnamed members; gives its type. */
    private int member(int typeId, int localType, int localIndex) throws RelocationException, BtfFormatException {
        int type = btf.skipModifiers(typeId);
        if (!btf.kind(type).isComposite()) {
            return NOT_FOUND;
        }
        int wanted = local.btf.elementNameOffset(localType, localIndex);
        effort.spend(btf.vlen(type));
        for (int i = next(type, 0, wanted); i >= 0; i = next(type, i + 1, wanted)) {
            int bitOffset = spec.bitOffset;
            spec.pushPath(i);
            spec.bitOffset += btf.memberBitOffset(type, i);
            int memberType = btf.elementType(type, i);
            if (!btf.strings().isEmpty(btf.elementNameOffset(type, i))) {
                spec.pushMember(type, i);
                int localMember = local.btf.elementType(localType, localIndex);
                return TypeCompatibility.fieldsCompatible(local.btf, localMember, btf, memberType)
                        ? memberType
                        : INCOMPATIBLE;
            }
            int found = member(memberType, localType, localIndex);
            if (found != NOT_FOUND) {
                return found;
            }
            spec.popPath();
            spec.bitOffset = bitOffset;
        }
        return NOT_FOUND;
    }

    /** The first member from an index on that has the wanted name or none; negative when there is no more. */
    private int next(int composite, int from, int wanted) {
        BtfStrings names = btf.strings();
        BtfStrings localNames = local.btf.strings();
        for (int i = from, n = btf.vlen(composite); i < n; i++) {
            int name = btf.elementNameOffset(composite, i);
            if (names.isEmpty(name) || names.equal(name, localNames, wanted)) {
                return i;
            }
        }
        return NOT_FOUND;
    }
}
