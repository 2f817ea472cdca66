// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.libbpf;

import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.plugin.judge.libbpf.Event.What;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The events that libbpf should report, by this library's reckoning. */
final class Expected {
    private static final int[] SIZES = {4, 2, 1, 8};

    final List<Event> events = new ArrayList<>();

    /** How many records it is about. */
    int relocations;

    /** How many unsigned enumerators of 2³¹ and more are among them, which libbpf refuses: spec §7.1. */
    int unsignedEnumerators;

    private final BpfObject object;

    private Expected(BpfObject object) {
        this.object = object;
    }

    static Expected of(BpfObject object, CandidateIndex index) {
        Expected expected = new Expected(object);
        String section = null;
        int number = 0;
        for (Outcome outcome : ObjectRelocation.of(object, index)) {
            CoreRelocation relocation = outcome.relocation();
            number = relocation.section().equals(section) ? number + 1 : 0;
            section = relocation.section();
            // a program whose section begins with a question mark is not loaded unless asked for, and is passed over
            if (!section.startsWith("?")) {
                expected.relocations++;
                expected.add(section, number, outcome);
            }
            if (expected.hasFailed()) {
                break;
            }
        }
        return expected;
    }

    private boolean hasFailed() {
        return !events.isEmpty() && events.get(events.size() - 1).what() == What.FAILED;
    }

    private void add(String section, int number, Outcome outcome) {
        int offset = outcome.relocation().instructionOffset();
        ByteBuffer code = ByteBuffer.wrap(object.code(section)).order(object.order());
        int opcode = code.get(offset);
        boolean wide = opcode == 0x18;
        if (outcome.status() == ObjectRelocation.Status.ERROR || isUnsignedEnumerator(outcome, code, offset)) {
            events.add(new Event(section, number, -1, What.FAILED, "", ""));
        } else if (outcome.status() == ObjectRelocation.Status.POISONED) {
            if (wide) {
                // the second half is the first to go
                events.add(new Event(section, number, offset / 8 + 1, What.POISONED, "", ""));
            }
            events.add(new Event(section, number, offset / 8, What.POISONED, "", ""));
        } else {
            String before = operand(code, offset);
            String after = Long.toUnsignedString(outcome.newValue());
            events.add(new Event(section, number, offset / 8, What.PATCHED, before, after));
            int size = SIZES[opcode >> 3 & 3];
            int newSize = SIZES[outcome.instruction()[0] >> 3 & 3];
            if (size != newSize) {
                events.add(new Event(section, number, offset / 8, What.RESIZED, size + "", newSize + ""));
            }
        }
    }

    /** What the instruction holds before it is patched, as libbpf prints it. */
    private static String operand(ByteBuffer code, int offset) {
        return switch (code.get(offset) & 7) {
            case 1, 2, 3 -> Long.toUnsignedString(code.getShort(offset + 2));
            case 0 ->
                Long.toUnsignedString((code.getInt(offset + 4) & 0xFFFFFFFFL) | (long) code.getInt(offset + 12) << 32);
            default -> Long.toUnsignedString(code.getInt(offset + 4));
        };
    }

    private boolean isUnsignedEnumerator(Outcome outcome, ByteBuffer code, int offset) {
        boolean refused = outcome.relocation().kind() == RelocationKind.ENUMVAL_VALUE
                && outcome.newValue() != null
                && code.get(offset) == 0x18
                && outcome.originalValue() < 0
                && code.getInt(offset + 12) == 0;
        unsignedEnumerators += refused ? 1 : 0;
        return refused;
    }
}
