// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import java.util.Arrays;
import java.util.List;

/** The fuzzer's bytes as a sequence of decisions; zeros after their end. */
public final class Choices {
    private final byte[] bytes;
    private int position;

    public Choices(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean hasMore() {
        return position < bytes.length;
    }

    public int u8() {
        return hasMore() ? bytes[position++] & 0xFF : 0;
    }

    public int u16() {
        return u8() | u8() << 8;
    }

    public int i32() {
        return u16() | u16() << 16;
    }

    /** One below a bound; 0 when there is none. */
    public int below(int bound) {
        int choice = bound > 0x100 ? u16() : u8();
        return bound <= 0 ? 0 : choice % bound;
    }

    /** One of several. */
    public <T> T of(List<T> several) {
        return several.get(below(several.size()));
    }

    /** What is left. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, Math.min(position, bytes.length), bytes.length);
        position = bytes.length;
        return rest;
    }
}
