// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds, for each type of a module's stand-in base ({@code .BTF.base}), the type of the real base that it stands for
 * (libbpf's {@code btf_relocate_map_distilled_base()}): by name and kind, and by size where the name alone does not tell
 * or the module depends on the size. Two equally good types, or none, are an error.
 */
final class DistilledBase {
    private final Btf standIn;
    private final Btf base;
    private final Set<Integer> embedded = new HashSet<>();

    /** @param standIn the module's BTF, joined with its stand-in base */
    DistilledBase(Btf standIn, Btf base) {
        this.standIn = standIn;
        this.base = base;
    }

    /** The id in the real base for each id of the stand-in base. */
    int[] ids() throws BtfFormatException {
        markEmbedded();
        Map<String, List<Integer>> byName = baseTypesByName();
        int[] ids = new int[standIn.firstOwnId()];
        for (int id = 1; id < ids.length; id++) {
            ids[id] = find(id, byName.getOrDefault(standIn.name(id), new ArrayList<>()));
        }
        return ids;
    }

    private int find(int id, List<Integer> named) throws BtfFormatException {
        int composites = 0;
        for (int candidate : named) {
            composites += base.kind(candidate).isComposite() ? 1 : 0;
        }
        boolean sized = composites > 1 || embedded.contains(id);
        int found = 0;
        for (int candidate : named) {
            if (standsFor(id, candidate, sized)) {
                if (found != 0) {
                    throw problem(id, "may stand for " + found + " and for " + candidate);
                }
                found = candidate;
            }
        }
        if (found == 0) {
            throw problem(id, "stands for none");
        }
        return found;
    }

    private boolean standsFor(int id, int candidate, boolean sized) {
        BtfKind kind = standIn.kind(id);
        BtfKind other = base.kind(candidate);
        boolean sameSize = standIn.sizeField(id) == base.sizeField(candidate);
        switch (kind) {
            case INT:
                return other == kind && sameSize && standIn.intEncoding(id) == base.intEncoding(candidate);
            case FLOAT:
                return other == kind && sameSize;
            case ENUM:
                // ENUM64 is kept as an ENUM of its size
                return other.isAnyEnum() && sameSize;
            case STRUCT:
            case UNION:
                return other == kind && (sameSize || !sized);
            case FWD:
                return other == BtfKind.FWD
                        ? standIn.kflag(id) == base.kflag(candidate)
                        : other == (standIn.kflag(id) ? BtfKind.UNION : BtfKind.STRUCT);
            default:
                return false;
        }
    }

    private BtfFormatException problem(int id, String problem) {
        return new BtfFormatException(
                standIn.source(),
                "type " + id + " of .BTF.base, " + standIn.kind(id) + " '" + standIn.name(id) + "', " + problem + " of "
                        + base.source() + "; is the module of another kernel?");
    }

    private Map<String, List<Integer>> baseTypesByName() {
        Set<String> wanted = new HashSet<>();
        for (int id = 1; id < standIn.firstOwnId(); id++) {
            wanted.add(standIn.name(id));
        }
        Map<String, List<Integer>> byName = new HashMap<>();
        for (int id = 1; id < base.typeCount(); id++) {
            String name = base.name(id);
            if (!name.isEmpty() && wanted.contains(name)) {
                byName.computeIfAbsent(name, n -> new ArrayList<>()).add(id);
            }
        }
        return byName;
    }

    /** Composites of the stand-in base that the module's own composites hold by value. */
    private void markEmbedded() throws BtfFormatException {
        for (int id = standIn.firstOwnId(); id < standIn.typeCount(); id++) {
            if (standIn.kind(id).isComposite()) {
                for (int i = 0, n = standIn.vlen(id); i < n; i++) {
                    markEmbedded(standIn.elementType(id, i));
                }
            }
        }
    }

    private void markEmbedded(int memberType) throws BtfFormatException {
        int type = standIn.skipModifiers(memberType);
        for (int steps = 0; standIn.kind(type) == BtfKind.ARRAY && steps < standIn.typeCount(); steps++) {
            type = standIn.skipModifiers(standIn.arrayElementType(type));
        }
        if (type < standIn.firstOwnId() && standIn.kind(type).isComposite()) {
            embedded.add(type);
        }
    }
}
