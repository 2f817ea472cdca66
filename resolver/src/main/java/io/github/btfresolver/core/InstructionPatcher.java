// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes a relocation's value into its instruction (libbpf's {@code bpf_core_patch_insn()}). The code is changed in
 * place; a failed step may leave part of a change behind.
 */
public final class InstructionPatcher {
    /** Bytes of an instruction; the load of a 64-bit immediate takes two. */
    public static final int INSTRUCTION_SIZE = 8;

    private static final int CALL = 0x85;
    private static final int POISON = 0x0BAD2310;
    private static final int LD_IMM64 = 0x18;
    private static final int SIZE_MASK = 0x18;
    private static final int FROM_REGISTER = 0x08;
    private static final int[] SIZES = {4, 2, 1, 8};

    private final ByteBuffer code;

    /**
     * Prepares to patch a section.
     *
     * @param code the contents of one section of code; changed in place
     * @param order of the object
     */
    public InstructionPatcher(byte[] code, ByteOrder order) {
        this.code = ByteBuffer.wrap(code).order(order);
    }

    /** Whether there is an instruction at an offset, which is unsigned and in bytes. */
    public boolean isInstruction(int offset) {
        return offset >= 0 && offset % INSTRUCTION_SIZE == 0 && offset <= code.limit() - INSTRUCTION_SIZE;
    }

    /** Bytes of the instruction at an offset: 8, or 16 for a load of a 64-bit immediate. */
    public int size(int offset) {
        boolean two = opcode(offset) == LD_IMM64 && isInstruction(offset + INSTRUCTION_SIZE);
        return two ? 2 * INSTRUCTION_SIZE : INSTRUCTION_SIZE;
    }

    /**
     * Patches one instruction.
     *
     * @param offset of an {@link #isInstruction instruction}
     * @return false when it was poisoned, so that a program that reaches it is refused by the verifier
     * @throws RelocationException when the instruction is not one that the relocation can be for
     */
    public boolean patch(int offset, RelocationResult result) throws RelocationException {
        if (result.isPoisoned()) {
            poison(offset);
            return false;
        }
        switch (opcode(offset) & 7) {
            case 4:
            case 7:
                patchAlu(offset, result);
                return true;
            case 1:
            case 2:
            case 3:
                return patchMemory(offset, result);
            case 0:
                patchLoadImmediate(offset, result);
                return true;
            default:
                throw new RelocationException(
                        "the instruction has no operand to relocate: opcode 0x" + Integer.toHexString(opcode(offset)));
        }
    }

    private void patchAlu(int offset, RelocationResult result) throws RelocationException {
        if ((opcode(offset) & FROM_REGISTER) != 0) {
            throw new RelocationException("the instruction takes a register, not an immediate");
        }
        validate(result, code.getInt(offset + 4));
        code.putInt(offset + 4, (int) result.newValue());
    }

    private boolean patchMemory(int offset, RelocationResult result) throws RelocationException {
        validate(result, code.getShort(offset + 2));
        long value = result.newValue();
        if (value < 0 || value > Short.MAX_VALUE) {
            throw new RelocationException(
                    "the offset " + Long.toUnsignedString(value) + " does not fit a load or store (at most 32767)");
        }
        if (result.hasUnsafeSize()) {
            poison(offset);
            return false;
        }
        code.putShort(offset + 2, (short) value);
        if (result.originalMemorySize() != result.newMemorySize()) {
            resize(offset, result.originalMemorySize(), result.newMemorySize());
        }
        return true;
    }

    private void resize(int offset, long original, long wanted) throws RelocationException {
        int opcode = opcode(offset);
        if (SIZES[(opcode & SIZE_MASK) >> 3] != original) {
            throw new RelocationException("the instruction moves " + SIZES[(opcode & SIZE_MASK) >> 3]
                    + " bytes, the object's field has " + original);
        }
        for (int i = 0; i < SIZES.length; i++) {
            if (SIZES[i] == wanted) {
                code.put(offset, (byte) ((opcode & ~SIZE_MASK) | i << 3));
                return;
            }
        }
        throw new RelocationException("no instruction moves " + wanted + " bytes, as many as the target's field has");
    }

    private void patchLoadImmediate(int offset, RelocationResult result) throws RelocationException {
        int second = offset + INSTRUCTION_SIZE;
        boolean wellFormed = opcode(offset) == LD_IMM64
                && sourceRegister(offset) == 0
                && code.getShort(offset + 2) == 0
                && isInstruction(second)
                && code.getInt(second) == 0;
        if (!wellFormed) {
            throw new RelocationException(
                    "malformed load of a 64-bit immediate: opcode 0x" + Integer.toHexString(opcode(offset)));
        }
        long immediate = (code.getInt(offset + 4) & 0xFFFFFFFFL) | (long) code.getInt(second + 4) << 32;
        long value = result.newValue();
        if (isZeroExtended(result, immediate)) {
            value &= 0xFFFFFFFFL;
        } else {
            validate(result, immediate);
        }
        code.putInt(offset + 4, (int) value);
        code.putInt(second + 4, (int) (value >>> 32));
    }

    /**
     * Clang writes an unsigned 32-bit enumerator of 2³¹ or more zero-extended, where libbpf expects it sign-extended
     * and refuses the object. The program wants the value in the form in which it was compiled.
     */
    private static boolean isZeroExtended(RelocationResult result, long immediate) {
        long original = result.originalValue();
        return result.kind() == RelocationKind.ENUMVAL_VALUE
                && original < 0
                && original == (int) original
                && immediate == (original & 0xFFFFFFFFL);
    }

    private static void validate(RelocationResult result, long found) throws RelocationException {
        if (result.validates() && found != result.originalValue()) {
            throw new RelocationException(
                    "the instruction holds " + found + ", the object's types say " + result.originalValue());
        }
    }

    private void poison(int offset) {
        boolean two = size(offset) > INSTRUCTION_SIZE;
        putPoison(offset);
        if (two) {
            putPoison(offset + INSTRUCTION_SIZE);
        }
    }

    private void putPoison(int offset) {
        code.put(offset, (byte) CALL);
        code.put(offset + 1, (byte) 0);
        code.putShort(offset + 2, (short) 0);
        code.putInt(offset + 4, POISON);
    }

    private int opcode(int offset) {
        return code.get(offset) & 0xFF;
    }

    private int sourceRegister(int offset) {
        int registers = code.get(offset + 1) & 0xFF;
        return code.order() == ByteOrder.LITTLE_ENDIAN ? registers >> 4 : registers & 0xF;
    }
}
