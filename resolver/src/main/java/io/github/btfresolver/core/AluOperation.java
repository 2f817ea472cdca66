// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static io.github.btfresolver.core.RegisterState.DYNAMIC;
import static io.github.btfresolver.core.RegisterState.OPAQUE;
import static io.github.btfresolver.core.RegisterState.POINTER;

/** What arithmetic does to {@link RegisterState registers}, by the codes of BPF's instruction set. */
final class AluOperation {
    private static final int ADD = 0x00;
    private static final int SUB = 0x10;
    private static final int MUL = 0x20;
    private static final int OR = 0x40;
    private static final int AND = 0x50;
    private static final int LSH = 0x60;
    private static final int RSH = 0x70;
    private static final int NEG = 0x80;
    private static final int XOR = 0xA0;
    private static final int MOV = 0xB0;
    private static final int ARSH = 0xC0;

    private AluOperation() {}

    /**
     * Carries out an instruction of classes ALU and ALU64.
     *
     * @param wide whether it is of 64 bits; one of 32 clears the rest
     * @param plain whether its offset field is 0: others are sign-extending moves and signed divisions
     */
    static void apply(RegisterState state, int code, boolean wide, boolean plain, Operand source, int register) {
        byte tag = state.tag(register);
        if (!plain) {
            state.set(register, source.tag == DYNAMIC ? DYNAMIC : OPAQUE);
        } else if (code == MOV) {
            move(state, wide, source, register);
        } else if (isZero(code, state, source, register)) {
            state.setConstant(register, 0);
        } else if (state.isConstant(register) && (source.isConstant() || code == NEG)) {
            calculate(state, code, wide, source.value, register);
        } else if (tag == OPAQUE || source.tag == OPAQUE) {
            state.set(register, OPAQUE);
        } else if (tag == POINTER || source.tag == POINTER) {
            state.set(register, wide && (code == ADD || code == SUB) && tag == POINTER ? POINTER : OPAQUE);
        } else {
            state.set(register, DYNAMIC);
        }
    }

    private static void move(RegisterState state, boolean wide, Operand source, int register) {
        if (source.isConstant()) {
            state.setConstant(register, wide ? source.value : source.value & 0xFFFFFFFFL);
        } else {
            state.set(register, wide || source.tag != POINTER ? source.tag : OPAQUE);
        }
    }

    /** Nothing is left of any value that a check's 0 is anded or multiplied with. */
    private static boolean isZero(int code, RegisterState state, Operand source, int register) {
        boolean takesAll = code == AND || code == MUL;
        return takesAll
                && ((source.isConstant() && source.value == 0)
                        || (state.isConstant(register) && state.value(register) == 0));
    }

    /** Of 32 bits only the lower half of a result is kept, in which that of the second operand shows alone. */
    private static void calculate(RegisterState state, int code, boolean wide, long b, int register) {
        long a = wide ? state.value(register) : (int) state.value(register);
        int shift = (int) b & (wide ? 63 : 31);
        long result;
        switch (code) {
            case ADD:
                result = a + b;
                break;
            case SUB:
                result = a - b;
                break;
            case MUL:
                result = a * b;
                break;
            case OR:
                result = a | b;
                break;
            case AND:
                result = a & b;
                break;
            case XOR:
                result = a ^ b;
                break;
            case NEG:
                result = -a;
                break;
            case LSH:
                result = a << shift;
                break;
            case RSH:
                result = wide ? a >>> shift : (a & 0xFFFFFFFFL) >>> shift;
                break;
            case ARSH:
                result = a >> shift;
                break;
            default:
                state.set(register, OPAQUE); // divisions and byte swaps, which no check is made with
                return;
        }
        state.setConstant(register, wide ? result : result & 0xFFFFFFFFL);
    }

    /** The second operand: a register or an immediate. */
    static final class Operand {
        final byte tag;
        final long value;

        Operand(byte tag, long value) {
            this.tag = tag;
            this.value = value;
        }

        boolean isConstant() {
            return tag == RegisterState.CONSTANT;
        }
    }
}
