// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.core.AluOperation.Operand;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Which instructions of one function can be reached, given the constants in its code. A branch whose outcome constants
 * decide is followed one way; one on what only the run will tell both ways; one that is neither, as the caller wants: both
 * ways gives all that may be reached, no way what is reached whatever else is known.
 */
final class ConstantFlow {
    private static final int ALU = 4;
    private static final int JMP = 5;
    private static final int JMP32 = 6;
    private static final int ALU64 = 7;
    private static final int LD_IMM64 = 0x18;
    private static final int JA = 0x05;
    private static final int LONG_JA = 0x06;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int MAY_GOTO = 0xE5;
    private static final int ATOMIC = 0xC0;

    private final ByteBuffer code;
    private final int first;
    private final RelocatedCode relocated;
    private final boolean followOpaque;
    private final RegisterState[] states;
    private final BitSet reached;
    private final Deque<Integer> work = new ArrayDeque<>();

    private ConstantFlow(RelocatedCode relocated, int first, int count, boolean followOpaque) {
        this.relocated = relocated;
        this.code = relocated.code();
        this.first = first;
        this.followOpaque = followOpaque;
        states = new RegisterState[count];
        reached = new BitSet(count);
    }

    /**
     * Walks through a function.
     *
     * @param first its first instruction, by number in its section
     * @param count how many it has
     * @param isProgram whether it is called by the kernel, with a context, or by another function, with anything
     * @param followOpaque whether a branch that may be decided by what is not known here is followed
     * @return the instructions that are reached, by number in the function
     */
    static BitSet reached(RelocatedCode code, int first, int count, boolean isProgram, boolean followOpaque) {
        ConstantFlow flow = new ConstantFlow(code, first, count, followOpaque);
        flow.go(0, RegisterState.atEntry(isProgram));
        while (!flow.work.isEmpty()) {
            flow.step(flow.work.pop());
        }
        return flow.reached;
    }

    /** Every visit but the first makes a register opaque, so there are few. */
    private void go(long to, RegisterState state) {
        if (to < 0 || to >= states.length) {
            return; // out of the function, which the verifier refuses
        }
        int at = (int) to;
        reached.set(at);
        RegisterState known = states[at];
        if (known == null) {
            states[at] = state.copy();
        } else if (!known.join(state)) {
            return;
        }
        work.push(at);
    }

    private void step(int at) {
        int offset = (first + at) * InstructionPatcher.INSTRUCTION_SIZE;
        int opcode = code.get(offset) & 0xFF;
        RegisterState state = states[at].copy();
        int group = opcode & 7;
        if (group == JMP || group == JMP32) {
            jump(at, offset, opcode, state);
            return;
        }
        int register = destination(offset);
        if (group == ALU || group == ALU64) {
            boolean plain = code.getShort(offset + 2) == 0;
            AluOperation.apply(state, opcode & 0xF0, group == ALU64, plain, operand(opcode, offset, state), register);
        } else {
            memory(opcode, offset, register, state);
        }
        if (relocated.isUnresolved(offset) && (group & 6) != 2) { // a store writes no register
            state.set(register, RegisterState.DYNAMIC);
        }
        go(at + (opcode == LD_IMM64 ? 2L : 1L), state);
    }

    private void memory(int opcode, int offset, int register, RegisterState state) {
        switch (opcode & 7) {
            case 0:
                if (opcode != LD_IMM64) {
                    state.call(RegisterState.DYNAMIC); // a load from the packet by BPF's oldest instructions
                } else if (relocated.isConstant(offset)) {
                    state.setConstant(register, relocated.immediate64(offset));
                } else {
                    state.set(register, RegisterState.OPAQUE); // the address of something that libbpf puts in
                }
                break;
            case 1:
                byte address = state.tag(source(offset));
                boolean known = address == RegisterState.POINTER || address == RegisterState.DYNAMIC;
                state.set(register, known ? RegisterState.DYNAMIC : RegisterState.OPAQUE);
                break;
            case 3:
                if ((opcode & 0xE0) == ATOMIC) {
                    state.set(source(offset), RegisterState.OPAQUE);
                    state.set(0, RegisterState.OPAQUE);
                }
                break;
            default:
                break;
        }
    }

    private void jump(int at, int offset, int opcode, RegisterState state) {
        long near = at + 1L + code.getShort(offset + 2);
        switch (opcode) {
            case EXIT:
                return;
            case JA:
                go(near, state);
                return;
            case LONG_JA:
                go(at + 1L + code.getInt(offset + 4), state);
                return;
            case CALL:
                // a helper's answer is the run's; another function's may be a constant
                state.call(source(offset) == 0 ? RegisterState.DYNAMIC : RegisterState.OPAQUE);
                go(at + 1L, state);
                return;
            case MAY_GOTO:
                go(near, state);
                go(at + 1L, state);
                return;
            default:
                branch(at, near, offset, opcode, state);
        }
    }

    private void branch(int at, long near, int offset, int opcode, RegisterState state) {
        int register = destination(offset);
        Operand source = operand(opcode, offset, state);
        if (state.isConstant(register) && source.isConstant()) {
            boolean wide = (opcode & 7) == JMP;
            go(Condition.holds(opcode & 0xF0, wide, state.value(register), source.value) ? near : at + 1L, state);
        } else if (followOpaque || (isPlain(state.tag(register)) && isPlain(source.tag))) {
            go(near, state);
            go(at + 1L, state);
        }
    }

    private static boolean isPlain(byte tag) {
        return tag == RegisterState.CONSTANT || tag == RegisterState.DYNAMIC;
    }

    private Operand operand(int opcode, int offset, RegisterState state) {
        if ((opcode & 8) == 0) {
            return new Operand(RegisterState.CONSTANT, code.getInt(offset + 4));
        }
        int source = source(offset);
        return new Operand(state.tag(source), state.value(source));
    }

    private int destination(int offset) {
        return register(offset, code.order() == ByteOrder.LITTLE_ENDIAN);
    }

    private int source(int offset) {
        return register(offset, code.order() == ByteOrder.BIG_ENDIAN);
    }

    private int register(int offset, boolean low) {
        int registers = code.get(offset + 1) & 0xFF;
        return low ? registers & 0xF : registers >> 4;
    }
}
