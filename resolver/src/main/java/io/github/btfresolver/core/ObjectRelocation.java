// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Relocates a whole object, as libbpf does before it loads one ({@code bpf_object__relocate_core()}), except that a
 * relocation that fails does not keep the rest from being tried.
 */
public final class ObjectRelocation {
    private final BpfObject object;
    private final Relocator relocator;
    private final Map<String, byte[]> code = new HashMap<>();

    private ObjectRelocation(BpfObject object, CandidateIndex index) {
        this.object = object;
        relocator = new Relocator(object, index);
    }

    /** Relocates an object against a target; one outcome a record, in file order. */
    public static List<Outcome> of(BpfObject object, CandidateIndex index) {
        ObjectRelocation all = new ObjectRelocation(object, index);
        List<Outcome> outcomes = new ArrayList<>();
        for (CoreRelocation relocation : object.relocations()) {
            outcomes.add(all.relocate(relocation));
        }
        return outcomes;
    }

    private Outcome relocate(CoreRelocation relocation) {
        String section = relocation.section();
        int offset = relocation.instructionOffset();
        if (section == null || section.isEmpty()) {
            return error(relocation, null, "the record names no section of code");
        }
        if (offset % InstructionPatcher.INSTRUCTION_SIZE != 0) {
            return error(
                    relocation,
                    null,
                    "instruction at offset " + Integer.toUnsignedString(offset) + " of section " + section
                            + ": expected a multiple of 8");
        }
        byte[] bytes = code(section);
        InstructionPatcher patcher = bytes == null ? null : new InstructionPatcher(bytes, object.order());
        if (bytes == null || patcher == null || !patcher.isInstruction(offset)) {
            String message = "the object has no such instruction; libbpf passes over the record";
            return new Outcome(relocation, Status.OK, null, null, message);
        }
        RelocationResult result;
        try {
            result = relocator.relocate(relocation);
        } catch (RelocationException e) {
            return new Outcome(relocation, Status.ERROR, null, null, e.getMessage());
        }
        int size = patcher.size(offset);
        try {
            boolean patched = patcher.patch(offset, result);
            byte[] instruction = Arrays.copyOfRange(bytes, offset, offset + size);
            String message = patched ? null : poisonReason(relocation, result);
            return new Outcome(relocation, patched ? Status.OK : Status.POISONED, result, instruction, message);
        } catch (RelocationException e) {
            return error(relocation, result, e.getMessage());
        }
    }

    private static Outcome error(
            CoreRelocation relocation, @Nullable RelocationResult result, @Nullable String problem) {
        return new Outcome(relocation, Status.ERROR, result, null, relocation + ": " + problem);
    }

    private static String poisonReason(CoreRelocation relocation, RelocationResult result) {
        return result.isPoisoned()
                ? relocation + ": nothing in the target matches"
                : relocation + ": the field's size changes from " + result.originalMemorySize() + " to "
                        + result.newMemorySize() + " bytes, which this load or store cannot follow";
    }

    private byte @Nullable [] code(String section) {
        byte[] bytes = code.get(section);
        if (bytes == null) {
            bytes = object.code(section);
            if (bytes != null) {
                code.put(section, bytes);
            }
        }
        return bytes;
    }

    /** How a relocation ends. */
    public enum Status {
        OK("ok"),
        /** What it asks for is not there; the program loads as long as the instruction is out of reach. */
        POISONED("poisoned"),
        /** The object cannot be loaded. */
        ERROR("error");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** What one relocation record came to. Immutable, but that callers must not change the array it gives out. */
    public static final class Outcome {
        private final CoreRelocation relocation;
        private final Status status;
        private final @Nullable RelocationResult result;
        private final byte @Nullable [] instruction;
        private final @Nullable String message;

        Outcome(
                CoreRelocation relocation,
                Status status,
                @Nullable RelocationResult result,
                byte @Nullable [] instruction,
                @Nullable String message) {
            this.relocation = relocation;
            this.status = status;
            this.result = result;
            this.instruction = instruction;
            this.message = message;
        }

        public CoreRelocation relocation() {
            return relocation;
        }

        public Status status() {
            return status;
        }

        /** What it comes to, before the instruction is patched; null when that cannot be told. */
        public @Nullable RelocationResult result() {
            return result;
        }

        /** The value for the object's own types, unsigned; null when it cannot be told. */
        public @Nullable Long originalValue() {
            return result == null ? null : Long.valueOf(result.originalValue());
        }

        /** The value for the target, unsigned; null when there is none. */
        public @Nullable Long newValue() {
            return result == null || status != Status.OK ? null : Long.valueOf(result.newValue());
        }

        /** The instruction as patched or poisoned, 8 or 16 bytes; null when there is none or patching failed. */
        public byte @Nullable [] instruction() {
            return instruction;
        }

        /** Why it is poisoned, an error, or passed over; null when all is well. */
        public @Nullable String message() {
            return message;
        }
    }
}
