// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;

/** The strict relation behind {@code bpf_core_type_matches()} (libbpf's {@code bpf_core_types_match()}). */
final class TypeMatch {
    private final Btf local;
    private final Btf target;
    private final Effort effort = new Effort();

    private TypeMatch(Btf local, Btf target) {
        this.local = local;
        this.target = target;
    }

    static boolean matches(Btf local, int localId, Btf target, int targetId)
            throws RelocationException, BtfFormatException {
        return new TypeMatch(local, target).matches(localId, targetId, false, TypeCompatibility.MAX_DEPTH);
    }

    private boolean matches(int localId, int targetId, boolean behindPointer, int level)
            throws RelocationException, BtfFormatException {
        if (level == 0) {
            throw tooDeep(localId);
        }
        int l = localId;
        int t = targetId;
        boolean behind = behindPointer;
        for (int depth = 0; depth < TypeCompatibility.MAX_DEPTH; depth++) {
            l = local.skipModifiers(l);
            t = target.skipModifiers(t);
            if (!namesMatch(local.nameOffset(l), target.nameOffset(t))) {
                return false;
            }
            BtfKind kind = local.kind(l);
            switch (kind) {
                case UNKN: // void, not two types of kinds that only a layout section describes
                    return l == 0 && t == 0;
                case FWD:
                    return forwardMatches(l, t, behind);
                case ENUM:
                case ENUM64:
                    return enumMatches(l, t);
                case STRUCT:
                case UNION:
                    return behind ? pointedToMatches(l, t) : compositeMatches(l, t, level);
                case INT:
                    return target.kind(t) == kind
                            && local.sizeField(l) == target.sizeField(t)
                            && (local.intEncoding(l) & 1) == (target.intEncoding(t) & 1);
                case PTR:
                case ARRAY:
                case FUNC_PROTO:
                    if (target.kind(t) != kind || !shellMatches(kind, l, t, behind, level)) {
                        return false;
                    }
                    behind |= kind == BtfKind.PTR;
                    l = kind == BtfKind.ARRAY ? local.arrayElementType(l) : local.typeField(l);
                    t = kind == BtfKind.ARRAY ? target.arrayElementType(t) : target.typeField(t);
                    break;
                default:
                    return false;
            }
        }
        throw tooDeep(localId);
    }

    private RelocationException tooDeep(int localId) {
        return new RelocationException(
                local.type(localId) + " is nested more than " + TypeCompatibility.MAX_DEPTH + " levels deep");
    }

    private boolean namesMatch(int localName, int targetName) {
        if (target.strings().isEmpty(targetName)) {
            return local.strings().isEmpty(localName);
        }
        return EssentialName.equal(local.strings(), localName, target.strings(), targetName);
    }

    private boolean forwardMatches(int l, int t, boolean behind) {
        BtfKind kind = target.kind(t);
        if (kind == BtfKind.FWD) {
            return local.kflag(l) == target.kflag(t);
        }
        return behind && kind == (local.kflag(l) ? BtfKind.UNION : BtfKind.STRUCT);
    }

    private boolean pointedToMatches(int l, int t) {
        BtfKind kind = local.kind(l);
        if (target.kind(t) == BtfKind.FWD) {
            return target.kflag(t) == (kind == BtfKind.UNION);
        }
        return target.kind(t) == kind;
    }

    private boolean enumMatches(int l, int t) throws RelocationException {
        if (!target.kind(t).isAnyEnum()
                || local.sizeField(l) != target.sizeField(t)
                || local.vlen(l) > target.vlen(t)) {
            return false;
        }
        for (int i = 0, n = local.vlen(l); i < n; i++) {
            if (!hasEnumerator(t, local.elementNameOffset(l, i))) {
                return false;
            }
        }
        return true;
    }

    private boolean hasEnumerator(int t, int localName) throws RelocationException {
        // a name alone, and there are enums of thousands
        effort.spend(1 + target.vlen(t) / 4);
        for (int i = 0, n = target.vlen(t); i < n; i++) {
            if (namesMatch(localName, target.elementNameOffset(t, i))) {
                return true;
            }
        }
        return false;
    }

    private boolean compositeMatches(int l, int t, int level) throws RelocationException, BtfFormatException {
        if (target.kind(t) != local.kind(l) || local.vlen(l) > target.vlen(t)) {
            return false;
        }
        for (int i = 0, n = local.vlen(l); i < n; i++) {
            if (!hasMember(t, local.elementNameOffset(l, i), local.elementType(l, i), level)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasMember(int t, int localName, int localType, int level)
            throws RelocationException, BtfFormatException {
        effort.spend(target.vlen(t));
        for (int i = 0, n = target.vlen(t); i < n; i++) {
            if (namesMatch(localName, target.elementNameOffset(t, i))
                    && matches(localType, target.elementType(t, i), false, level - 1)) {
                return true;
            }
        }
        return false;
    }

    /** What matters of a pointer, an array or a prototype besides the type at its end. */
    private boolean shellMatches(BtfKind kind, int l, int t, boolean behind, int level)
            throws RelocationException, BtfFormatException {
        if (kind == BtfKind.ARRAY) {
            return local.arrayLength(l) == target.arrayLength(t);
        }
        if (kind == BtfKind.PTR) {
            return true;
        }
        if (local.vlen(l) != target.vlen(t)) {
            return false;
        }
        effort.spend(local.vlen(l));
        for (int i = 0, n = local.vlen(l); i < n; i++) {
            if (!matches(local.elementType(l, i), target.elementType(t, i), behind, level - 1)) {
                return false;
            }
        }
        return true;
    }
}
