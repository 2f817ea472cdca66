// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.libbpf;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.core.ObjectRelocation.Status;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.plugin.judge.libbpf.Event.What;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What libbpf should report about one relocation record, by this library's reckoning. */
final class Expected {
    private static final int[] SIZES = {4, 2, 1, 8};
    private static final int LD_IMM64 = 0x18;

    final List<Event> events = new ArrayList<>();

    /** Where libbpf is known to differ; null where it is not. */
    final @Nullable Difference difference;

    private final BpfObject object;
    private final ByteBuffer code;
    private final Outcome outcome;
    private final int offset;

    /** Differences between this library, which follows libbpf 1.8, and the libbpf that is installed. */
    enum Difference {
        /** Refused by every libbpf, since clang zero-extends what libbpf sign-extends: spec §7.1. */
        UNSIGNED_ENUMERATOR,
        /** Before 1.6 the size of a load of an array is the whole array's, not an element's: spec §4.8.4. */
        LOAD_OF_ARRAY
    }

    private Expected(BpfObject object, Outcome outcome, int number) {
        this.object = object;
        this.outcome = outcome;
        CoreRelocation relocation = outcome.relocation();
        code = ByteBuffer.wrap(object.code(relocation.section())).order(object.order());
        offset = relocation.instructionOffset();
        difference = isUnsignedEnumerator()
                ? Difference.UNSIGNED_ENUMERATOR
                : isLoadOfArray() ? Difference.LOAD_OF_ARRAY : null;
        add(relocation.section(), number);
    }

    /** Up to the first failure, which ends libbpf's work. */
    static List<Expected> of(BpfObject object, CandidateIndex index) {
        List<Expected> all = new ArrayList<>();
        String section = null;
        int number = 0;
        for (Outcome outcome : ObjectRelocation.of(object, index)) {
            CoreRelocation relocation = outcome.relocation();
            number = relocation.section().equals(section) ? number + 1 : 0;
            section = relocation.section();
            // a program whose section begins with a question mark is not loaded unless asked for, and is passed over
            if (!section.startsWith("?")) {
                Expected expected = new Expected(object, outcome, number);
                all.add(expected);
                if (expected.events.get(0).what() == What.FAILED) {
                    break;
                }
            }
        }
        return all;
    }

    private void add(String section, int number) {
        boolean wide = code.get(offset) == LD_IMM64;
        if (outcome.status() == Status.ERROR || difference == Difference.UNSIGNED_ENUMERATOR) {
            events.add(new Event(section, number, -1, What.FAILED, "", ""));
        } else if (outcome.status() == Status.POISONED) {
            if (wide) {
                // the second half is the first to go
                events.add(new Event(section, number, offset / 8 + 1, What.POISONED, "", ""));
            }
            events.add(new Event(section, number, offset / 8, What.POISONED, "", ""));
        } else {
            String after = Long.toUnsignedString(outcome.newValue());
            events.add(new Event(section, number, offset / 8, What.PATCHED, operand(), after));
            int size = SIZES[code.get(offset) >> 3 & 3];
            int newSize = SIZES[outcome.instruction()[0] >> 3 & 3];
            if (size != newSize) {
                events.add(new Event(section, number, offset / 8, What.RESIZED, size + "", newSize + ""));
            }
        }
    }

    /** What the instruction holds before it is patched, as libbpf prints it. */
    private String operand() {
        return switch (code.get(offset) & 7) {
            case 1, 2, 3 -> Long.toUnsignedString(code.getShort(offset + 2));
            case 0 ->
                Long.toUnsignedString((code.getInt(offset + 4) & 0xFFFFFFFFL) | (long) code.getInt(offset + 12) << 32);
            default -> Long.toUnsignedString(code.getInt(offset + 4));
        };
    }

    private boolean isUnsignedEnumerator() {
        return outcome.relocation().kind() == RelocationKind.ENUMVAL_VALUE
                && outcome.newValue() != null
                && code.get(offset) == LD_IMM64
                && outcome.originalValue() < 0
                && code.getInt(offset + 12) == 0;
    }

    private boolean isLoadOfArray() {
        CoreRelocation relocation = outcome.relocation();
        int instructionClass = code.get(offset) & 7;
        if (relocation.kind() != RelocationKind.FIELD_BYTE_OFFSET
                || instructionClass == 0
                || instructionClass > 3
                || outcome.originalValue() == null) {
            return false;
        }
        Btf btf = object.btf();
        int type = skip(btf, relocation.typeId());
        String[] path = relocation.access().split(":", -1);
        for (int i = 1; i < path.length; i++) {
            boolean array = btf.kind(type) == BtfKind.ARRAY;
            type = skip(
                    btf, array ? btf.arrayElementType(type) : btf.elementType(type, Integer.parseInt(path[i].trim())));
        }
        return btf.kind(type) == BtfKind.ARRAY;
    }

    private static int skip(Btf btf, int type) {
        try {
            return btf.skipModifiers(type);
        } catch (BtfFormatException e) {
            throw new AssertionError(e);
        }
    }
}
