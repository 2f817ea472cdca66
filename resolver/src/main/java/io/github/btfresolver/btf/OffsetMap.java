// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.Arrays;

/** New offsets of strings by old ones, for some of the many that a kernel has: a hash table in two {@code int} arrays. */
final class OffsetMap {
    private static final int FREE = -1;

    private int[] keys = keys(1 << 10);
    private int[] values = new int[keys.length];
    private int size;

    private static int[] keys(int length) {
        int[] keys = new int[length];
        Arrays.fill(keys, FREE);
        return keys;
    }

    /** The value of an offset; -1 when it has none. */
    int get(int offset) {
        int slot = slot(offset);
        return keys[slot] == FREE ? -1 : values[slot];
    }

    /** Gives an offset a value, which it has not yet. */
    void put(int offset, int value) {
        if (2 * size >= keys.length) {
            grow();
        }
        set(offset, value);
        size++;
    }

    private void set(int offset, int value) {
        int slot = slot(offset);
        keys[slot] = offset;
        values[slot] = value;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = keys(2 * oldKeys.length);
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                set(oldKeys[i], oldValues[i]);
            }
        }
    }

    /** Where an offset is, or the free slot for it: half of them are free at least. */
    private int slot(int offset) {
        int mask = keys.length - 1;
        int slot = ((offset * 0x9E3779B9) >>> 7) & mask; // neighbours go far apart (Fibonacci hashing)
        while (keys[slot] != FREE && keys[slot] != offset) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
