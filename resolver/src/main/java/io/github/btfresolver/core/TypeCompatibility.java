// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;

/** The two loose relations between a local and a target type. */
final class TypeCompatibility {
    /** As in libbpf: links of one chain, and levels of function prototypes within function prototypes. */
    static final int MAX_DEPTH = 32;

    /** More array dimensions than C compilers allow; libbpf has no limit, and does not end on a cycle. */
    static final int MAX_DIMENSIONS = 256;

    private TypeCompatibility() {}

    /** Whether one field may stand for another (libbpf's {@code bpf_core_fields_are_compat()}). */
    static boolean fieldsCompatible(Btf local, int localId, Btf target, int targetId) throws BtfFormatException {
        int l = local.skipModifiers(localId);
        int t = target.skipModifiers(targetId);
        for (int steps = 0; local.kind(l) == BtfKind.ARRAY && target.kind(t) == BtfKind.ARRAY; steps++) {
            if (steps == MAX_DIMENSIONS) {
                throw new BtfFormatException(
                        local.source(), "type " + localId + ": arrays form a cycle, or more than 256 dimensions");
            }
            l = local.skipModifiers(local.arrayElementType(l));
            t = target.skipModifiers(target.arrayElementType(t));
        }
        BtfKind kind = local.kind(l);
        if (kind.isComposite() && target.kind(t).isComposite()) {
            return true;
        }
        if (!kind.isCompatibleWith(target.kind(t))) {
            return false;
        }
        switch (kind) {
            case PTR:
            case FLOAT:
                return true;
            case FWD:
            case ENUM:
            case ENUM64:
                return namesAgree(local, l, target, t);
            case INT:
                return local.intBitOffset(l) == 0 && target.intBitOffset(t) == 0;
            default:
                return false;
        }
    }

    /** Names but for flavours; an unnamed type agrees with any. */
    private static boolean namesAgree(Btf local, int l, Btf target, int t) {
        int name = local.nameOffset(l);
        int other = target.nameOffset(t);
        return local.strings().isEmpty(name)
                || target.strings().isEmpty(other)
                || EssentialName.equal(local.strings(), name, target.strings(), other);
    }

    /** Whether one type may stand for another (libbpf's {@code bpf_core_types_are_compat()}). */
    static boolean typesCompatible(Btf local, int localId, Btf target, int targetId)
            throws RelocationException, BtfFormatException {
        return typesCompatible(local, localId, target, targetId, MAX_DEPTH, new Effort());
    }

    private static boolean typesCompatible(Btf local, int localId, Btf target, int targetId, int level, Effort effort)
            throws RelocationException, BtfFormatException {
        int l = localId;
        int t = targetId;
        if (!local.kind(l).isCompatibleWith(target.kind(t))) {
            return false;
        }
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            l = local.skipModifiers(l);
            t = target.skipModifiers(t);
            BtfKind kind = local.kind(l);
            if (!kind.isCompatibleWith(target.kind(t))) {
                return false;
            }
            switch (kind) {
                case UNKN: // void, not two types of kinds that only a layout section describes
                    return l == 0 && t == 0;
                case STRUCT:
                case UNION:
                case ENUM:
                case ENUM64:
                case FWD:
                    return true;
                case INT:
                    return local.intBitOffset(l) == 0 && target.intBitOffset(t) == 0;
                case ARRAY:
                    l = local.arrayElementType(l);
                    t = target.arrayElementType(t);
                    break;
                case FUNC_PROTO:
                    if (!parametersCompatible(local, l, target, t, level, effort)) {
                        return false;
                    }
                    l = local.typeField(l);
                    t = target.typeField(t);
                    break;
                case PTR:
                    l = local.typeField(l);
                    t = target.typeField(t);
                    break;
                default:
                    return false;
            }
        }
        throw new RelocationException(local.type(localId) + " is a chain of more than " + MAX_DEPTH + " types");
    }

    private static boolean parametersCompatible(Btf local, int l, Btf target, int t, int level, Effort effort)
            throws RelocationException, BtfFormatException {
        if (local.vlen(l) != target.vlen(t)) {
            return false;
        }
        effort.spend(local.vlen(l));
        for (int i = 0, n = local.vlen(l); i < n; i++) {
            if (level == 0) {
                throw new RelocationException("function prototypes nested more than " + MAX_DEPTH + " levels deep");
            }
            int localParameter = local.skipModifiers(local.elementType(l, i));
            int targetParameter = target.skipModifiers(target.elementType(t, i));
            if (!typesCompatible(local, localParameter, target, targetParameter, level - 1, effort)) {
                return false;
            }
        }
        return true;
    }
}
