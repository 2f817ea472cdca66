// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.Instructions;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Relocates objects written as text, and says what came of it as text. */
final class Cases {
    private static final ByteOrder[] ORDERS = {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN};

    private Cases() {}

    /**
     * Checks one relocation in both byte orders.
     *
     * @param expected the patched instruction; {@code poison}; or {@code error} and a part of the message
     * @param relocation as {@link ObjectMaker#relocation} has it
     */
    static void check(String expected, String local, String relocation, String instruction, String target) {
        for (ByteOrder order : ORDERS) {
            check(expected, local, relocation, instruction, target, order);
        }
    }

    static void check(
            String expected, String local, String relocation, String instruction, String target, ByteOrder order) {
        byte[] object = new ObjectMaker(local, order)
                .relocation(relocation, instruction)
                .build();
        String row = order + ": " + relocation + " of " + local + " against " + target;
        assertOutcome(expected, relocate(object, target, order).get(0), row);
    }

    static void assertOutcome(String expected, String found, String row) {
        if (expected.startsWith("error ")) {
            assertTrue(
                    found.startsWith("error ") && found.contains(expected.substring(6)),
                    () -> row + ": expected " + expected + ", found " + found);
        } else {
            assertEquals(expected, found, row);
        }
    }

    /** What comes of each relocation of an object, in order. */
    static List<String> relocate(byte[] object, String target, ByteOrder order) {
        return relocate(object, order, target, order);
    }

    static List<String> relocate(byte[] object, ByteOrder order, String target, ByteOrder targetOrder) {
        return relocate(object, order, new CandidateIndex(BtfText.parse(target, targetOrder)));
    }

    static List<String> relocate(byte[] object, ByteOrder order, CandidateIndex index) {
        try {
            BpfObject bpf = BpfObject.parse(object, "object");
            List<String> results = new ArrayList<>();
            for (ObjectRelocation.Outcome outcome : ObjectRelocation.of(bpf, index)) {
                results.add(describe(outcome, order));
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(ObjectRelocation.Outcome outcome, ByteOrder order) {
        byte[] instruction = outcome.instruction();
        String text = instruction == null ? "none" : Instructions.disassemble(instruction, order);
        switch (outcome.status()) {
            case ERROR:
                return "error " + outcome.message();
            case POISONED:
                // a status that the instruction does not bear out shows as the instruction
                return text.startsWith("poison") ? text : "poisoned but " + text;
            default:
                return text.startsWith("poison") ? "not poisoned but " + text : text;
        }
    }
}
