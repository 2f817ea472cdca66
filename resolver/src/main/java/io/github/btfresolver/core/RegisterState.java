// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import java.util.Arrays;

/**
 * What is known of a program's registers at one instruction: constants, values that only the run will tell, pointers to the
 * program's context or what hangs on it; and values of which nothing is known, which the verifier may know more about.
 */
final class RegisterState {
    static final byte OPAQUE = 0;
    static final byte CONSTANT = 1;
    /** Only found at run time: the verifier has to follow a branch on it both ways. */
    static final byte DYNAMIC = 2;
    /** Never null; what is loaded through it is dynamic. */
    static final byte POINTER = 3;

    private static final int COUNT = 16; // 11 are in use, 4 bits name them

    private final byte[] tags;
    private final long[] values;

    private RegisterState(byte[] tags, long[] values) {
        this.tags = tags;
        this.values = values;
    }

    /** All opaque but the first argument, when it is a program's context. */
    static RegisterState atEntry(boolean isProgram) {
        RegisterState state = new RegisterState(new byte[COUNT], new long[COUNT]);
        state.tags[1] = isProgram ? POINTER : OPAQUE;
        return state;
    }

    RegisterState copy() {
        return new RegisterState(tags.clone(), values.clone());
    }

    byte tag(int register) {
        return tags[register];
    }

    boolean isConstant(int register) {
        return tags[register] == CONSTANT;
    }

    long value(int register) {
        return values[register];
    }

    void set(int register, byte tag) {
        tags[register] = tag;
        values[register] = 0;
    }

    void setConstant(int register, long value) {
        tags[register] = CONSTANT;
        values[register] = value;
    }

    void move(int to, int from) {
        tags[to] = tags[from];
        values[to] = values[from];
    }

    /** After a call: the answer in register 0, the arguments gone. */
    void call(byte answer) {
        set(0, answer);
        for (int i = 1; i <= 5; i++) {
            set(i, OPAQUE);
        }
    }

    /** Keeps what is so on this way and on another; false when nothing changed. */
    boolean join(RegisterState other) {
        boolean changed = false;
        for (int i = 0; i < COUNT; i++) {
            if (tags[i] != OPAQUE && (tags[i] != other.tags[i] || values[i] != other.values[i])) {
                set(i, OPAQUE);
                changed = true;
            }
        }
        return changed;
    }

    @Override
    public String toString() {
        return Arrays.toString(tags) + Arrays.toString(values);
    }
}
