// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves one object's CO-RE relocations against a target (libbpf's {@code bpf_core_calc_relo_insn()}).
 *
 * <p>The candidates for a local type are shared by all relocations of the object and shrink to those that matched, so
 * relocations must be asked for in file order, each once. Not safe for use by several threads.
 */
public final class Relocator {
    private final Btf local;
    private final ByteOrder order;
    private final CandidateIndex index;
    private final Map<Integer, List<Candidate>> candidates = new HashMap<>();

    /**
     * Prepares for the relocations of one object.
     *
     * @param index of the target, which may serve any number of objects
     */
    public Relocator(BpfObject object, CandidateIndex index) {
        local = object.btf();
        order = object.order();
        this.index = index;
    }

    /**
     * Resolves the next relocation.
     *
     * @throws RelocationException when libbpf would refuse the object: malformed record, ambiguity, unsized type
     */
    public RelocationResult relocate(CoreRelocation relocation) throws RelocationException {
        try {
            return resolve(relocation);
        } catch (BtfFormatException | RelocationException e) {
            // a loader would stop here; who goes on starts afresh with this type
            candidates.remove(relocation.typeId());
            throw new RelocationException(relocation + ": " + e.getMessage(), e);
        }
    }

    private RelocationResult resolve(CoreRelocation relocation) throws RelocationException, BtfFormatException {
        RelocationKind kind = relocation.kind();
        String access = relocation.access();
        int typeId = relocation.typeId();
        if (!relocation.hasType()) {
            throw new RelocationException("the object has types 0 to " + (local.typeCount() - 1));
        }
        if (access == null) {
            throw new RelocationException("the access string is outside the object's string section");
        }
        if (kind == null) {
            throw new RelocationException("unknown kind of relocation; kinds 0 to 12 are known");
        }
        Spec spec = LocalSpec.parse(local, typeId, access, kind);
        if (kind == RelocationKind.TYPE_ID_LOCAL) {
            return RelocationResult.of(kind, spec, null, order);
        }
        if (local.strings().isEmpty(local.nameOffset(typeId))) {
            throw new RelocationException("the type has no name to look for in the target");
        }
        return choose(kind, spec);
    }

    private static RelocationException ambiguous(
            Candidate first, Candidate second, String how, long one, long other, String unit) {
        return new RelocationException("ambiguous: " + first + " and " + second + " both match, " + how + " (" + one
                + ", " + other + unit + ")");
    }

    private RelocationResult choose(RelocationKind kind, Spec spec) throws RelocationException, BtfFormatException {
        List<Candidate> all = candidates.computeIfAbsent(spec.root, id -> index.candidates(local, id));
        List<Candidate> matching = new ArrayList<>(all.size());
        RelocationResult chosen = null;
        for (Candidate candidate : all) {
            Spec target = TargetSpec.match(spec, candidate.btf, candidate.id, kind);
            if (target == null) {
                continue;
            }
            RelocationResult result = RelocationResult.of(kind, spec, target, order);
            if (chosen == null) {
                chosen = result;
            } else if (chosen.targetBitOffset() != result.targetBitOffset()) {
                throw ambiguous(
                        matching.get(0),
                        candidate,
                        "at different offsets",
                        chosen.targetBitOffset(),
                        result.targetBitOffset(),
                        " bits");
            } else if (chosen.disagreesWith(result)) {
                throw ambiguous(
                        matching.get(0), candidate, "with different results", chosen.newValue(), result.newValue(), "");
            }
            matching.add(candidate);
        }
        if (chosen == null) {
            return RelocationResult.of(kind, spec, null, order);
        }
        candidates.put(spec.root, matching);
        return chosen;
    }
}
