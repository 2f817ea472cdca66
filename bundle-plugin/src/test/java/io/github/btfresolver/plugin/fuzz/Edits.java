// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Changes of bytes that consist of 32-bit words. */
public final class Edits {
    /** Of one input: enough to combine, few enough that most of the format stays as it was. */
    static final int MAX = 24;

    private static final int LONGEST = 16;

    private Edits() {}

    /** As many as there are choices for. */
    public static byte[] some(byte[] original, ByteOrder order, Choices choices) {
        byte[] bytes = original;
        for (int i = 0; i < MAX && choices.hasMore(); i++) {
            bytes = one(bytes, order, choices);
        }
        return bytes;
    }

    /** One change, perhaps of the length. */
    public static byte[] one(byte[] bytes, ByteOrder order, Choices choices) {
        int operation = choices.u8();
        int words = bytes.length / 4;
        return switch (operation % 8) {
            case 4, 5 -> { // words from elsewhere, so that there are records twice
                int from = 4 * choices.below(words);
                int count = Math.min(4 * choices.below(LONGEST), bytes.length - from);
                yield inserted(bytes, 4 * choices.below(words + 1), Arrays.copyOfRange(bytes, from, from + count));
            }
            case 6 -> {
                int start = 4 * choices.below(words);
                yield removed(bytes, start, Math.min(4 * choices.below(LONGEST), bytes.length - start));
            }
            case 7 -> Arrays.copyOf(bytes, choices.below(bytes.length + 1));
            default -> {
                byte[] changed = bytes.clone();
                change(changed, order, choices, operation);
                yield changed;
            }
        };
    }

    private static void change(byte[] bytes, ByteOrder order, Choices choices, int operation) {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(order);
        int words = bytes.length / 4;
        if (words == 0) {
            return;
        }
        int at = 4 * choices.below(words);
        switch (operation % 4) {
            case 0 -> data.putInt(at, choices.i32());
            case 1 -> data.putInt(at, choices.u8());
            case 2 -> data.put(at + choices.below(4), (byte) choices.u8());
            default -> data.putInt(at, data.getInt(4 * choices.below(words)));
        }
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] added) {
        byte[] result = Arrays.copyOf(bytes, bytes.length + added.length);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(bytes, at, result, at + added.length, bytes.length - at);
        return result;
    }

    private static byte[] removed(byte[] bytes, int at, int count) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, at + count, result, at, bytes.length - at - count);
        return result;
    }
}
