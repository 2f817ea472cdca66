// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;

/**
 * One section of an object's code with the values that relocation has put in. Where it has put in none, the instruction
 * stands as it was compiled, and is {@linkplain #isUnresolved marked}.
 */
final class RelocatedCode {
    private final ByteBuffer code;
    private final BitSet constants = new BitSet();
    private final BitSet unresolved = new BitSet();

    /**
     * Puts the values in.
     *
     * @param bytes the section as compiled; changed
     * @param outcomes of the relocations in this section
     */
    RelocatedCode(byte[] bytes, ByteOrder order, List<ObjectRelocation.Outcome> outcomes) {
        code = ByteBuffer.wrap(bytes).order(order);
        for (ObjectRelocation.Outcome outcome : outcomes) {
            int offset = outcome.relocation().instructionOffset();
            if (!isInstruction(offset)) {
                continue;
            }
            int instruction = offset / InstructionPatcher.INSTRUCTION_SIZE;
            byte[] patched = outcome.instruction();
            if (outcome.status() != ObjectRelocation.Status.OK) {
                unresolved.set(instruction);
            } else if (patched != null && patched.length <= bytes.length - offset) {
                System.arraycopy(patched, 0, bytes, offset, patched.length);
                constants.set(instruction);
            }
        }
    }

    private boolean isInstruction(int offset) {
        return offset >= 0
                && offset % InstructionPatcher.INSTRUCTION_SIZE == 0
                && offset <= code.limit() - InstructionPatcher.INSTRUCTION_SIZE;
    }

    ByteBuffer code() {
        return code;
    }

    /** Number of instructions. */
    int count() {
        return code.limit() / InstructionPatcher.INSTRUCTION_SIZE;
    }

    /** Whether the instruction at an offset holds a relocated value; other 64-bit immediates libbpf fills in later. */
    boolean isConstant(int offset) {
        return constants.get(offset / InstructionPatcher.INSTRUCTION_SIZE);
    }

    /** Whether relocation has found no value for the instruction at an offset. */
    boolean isUnresolved(int offset) {
        return unresolved.get(offset / InstructionPatcher.INSTRUCTION_SIZE);
    }

    /** The immediate of a load of 64 bits that {@link #isConstant holds a relocated value}, so that both its halves are there. */
    long immediate64(int offset) {
        return (code.getInt(offset + 4) & 0xFFFFFFFFL) | (long) code.getInt(offset + 12) << 32;
    }
}
