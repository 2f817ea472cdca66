// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells of an object's poisoned instructions where they are, and whether programs are kept from them. Not safe for use by several threads. */
public final class PoisonGuards {
    /** libbpf's place for subprograms, which are called by programs of other sections. */
    private static final String SUBPROGRAMS = ".text";

    /** Far more than compilers make; what is larger is not looked into. */
    private static final int MAX_INSTRUCTIONS = 1 << 16;

    private final BpfObject object;
    private final Map<String, List<ObjectRelocation.Outcome>> outcomes = new HashMap<>();
    /** Names by the number of the first instruction, by section. */
    private final Map<String, NavigableMap<Integer, String>> functions = new HashMap<>();

    private final Map<String, RelocatedCode> sections = new HashMap<>();
    private final Map<String, BitSet> reached = new HashMap<>();

    /**
     * Prepares for an object.
     *
     * @param outcomes of all its relocations, from {@link ObjectRelocation#of}
     */
    public PoisonGuards(BpfObject object, List<ObjectRelocation.Outcome> outcomes) {
        this.object = object;
        for (ObjectRelocation.Outcome outcome : outcomes) {
            String section = outcome.relocation().section();
            if (section != null) {
                this.outcomes
                        .computeIfAbsent(section, name -> new ArrayList<>())
                        .add(outcome);
            }
        }
        for (BpfFunction function : object.functions()) {
            String section = function.section();
            if (section != null) {
                int start = instruction(function.instructionOffset());
                functions.computeIfAbsent(section, name -> new TreeMap<>()).put(start, function.name());
            }
        }
    }

    /** The guard of an instruction that one of the outcomes has poisoned. */
    public Guard of(ObjectRelocation.Outcome poisoned) {
        String section = poisoned.relocation().section();
        RelocatedCode code = section == null ? null : code(section);
        if (section == null || code == null) {
            return Guard.UNKNOWN;
        }
        int at = instruction(poisoned.relocation().instructionOffset());
        NavigableMap<Integer, String> starts = starts(section);
        Integer start = starts.floorKey(at);
        Integer end = starts.higherKey(at);
        int first = start == null ? 0 : start;
        int count = Math.min(end == null ? code.count() : end, code.count()) - first;
        if (count > MAX_INSTRUCTIONS) {
            return Guard.UNKNOWN;
        }
        boolean isProgram = !section.equals(SUBPROGRAMS);
        if (!reached(code, section, first, count, isProgram, true).get(at - first)) {
            return Guard.GUARDED;
        }
        return isProgram && reached(code, section, first, count, true, false).get(at - first)
                ? Guard.UNGUARDED
                : Guard.UNKNOWN;
    }

    private BitSet reached(
            RelocatedCode code, String section, int first, int count, boolean isProgram, boolean followOpaque) {
        String key = followOpaque + " " + first + " " + section;
        BitSet known = reached.get(key);
        if (known == null) {
            known = ConstantFlow.reached(code, first, count, isProgram, followOpaque);
            reached.put(key, known);
        }
        return known;
    }

    private @Nullable RelocatedCode code(String section) {
        RelocatedCode code = sections.get(section);
        byte[] bytes = code == null ? object.code(section) : null;
        if (bytes != null) {
            code = new RelocatedCode(bytes, object.order(), outcomes.getOrDefault(section, Collections.emptyList()));
            sections.put(section, code);
        }
        return code;
    }

    /** The name of the function that a relocation is in; null when no record tells. */
    public @Nullable String function(CoreRelocation relocation) {
        String section = relocation.section();
        Map.Entry<Integer, String> function =
                section == null ? null : starts(section).floorEntry(instruction(relocation.instructionOffset()));
        return function == null || function.getValue().isEmpty() ? null : function.getValue();
    }

    private NavigableMap<Integer, String> starts(String section) {
        return functions.getOrDefault(section, Collections.emptyNavigableMap());
    }

    /** The number of the instruction at an offset, which is unsigned. */
    private static int instruction(int offset) {
        return Integer.divideUnsigned(offset, InstructionPatcher.INSTRUCTION_SIZE);
    }
}
