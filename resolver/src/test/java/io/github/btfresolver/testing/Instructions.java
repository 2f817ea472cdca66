// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * BPF instructions written as text: {@code ldxw 8}, {@code stdw 8}, {@code stxb 8} (access of 1, 2, 4 or 8 bytes at an
 * offset), {@code mov 5}, {@code mov32 5}, {@code movx 5} (the operand is a register), {@code ld64 5}, {@code ja 5},
 * {@code call 5} (a helper), {@code jeq32 5}, {@code poison}; several separated by semicolons.
 */
public final class Instructions {
    private static final List<String> SIZES = Arrays.asList("w", "h", "b", "dw");
    private static final int DESTINATION = 3;
    private static final int POISON = 0x0BAD2310;

    private Instructions() {}

    public static byte[] assemble(String text, ByteOrder order) {
        ByteBuffer out = ByteBuffer.allocate(16 * text.split(";", -1).length).order(order);
        for (String line : text.trim().split("\\s*;\\s*", -1)) {
            String[] words = line.split("\\s+", -1);
            assemble(out, words[0], words.length == 1 ? 0 : Long.decode(words[1]));
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void assemble(ByteBuffer out, String name, long value) {
        switch (name) {
            case "mov":
                put(out, 0xB7, DESTINATION, 0, value);
                break;
            case "mov32":
                put(out, 0xB4, DESTINATION, 0, value);
                break;
            case "movx":
                put(out, 0xBF, DESTINATION, 0, value);
                break;
            case "ja":
                put(out, 0x05, 0, 0, value);
                break;
            case "jeq32":
                put(out, 0x16, DESTINATION, 0, value);
                break;
            case "call":
                put(out, 0x85, 0, 0, value);
                break;
            case "ld64":
                put(out, 0x18, DESTINATION, 0, value);
                put(out, 0, 0, 0, value >>> 32);
                break;
            case "poison":
                put(out, 0x85, 0, 0, POISON);
                break;
            default:
                boolean store = name.startsWith("st");
                boolean register = name.charAt(2) == 'x';
                int size = SIZES.indexOf(name.substring(register ? 3 : 2));
                // 0x60 is the mode that ordinary loads and stores have
                put(out, (store ? register ? 3 : 2 : 1) | 0x60 | size << 3, DESTINATION, value, 7);
                break;
        }
    }

    private static void put(ByteBuffer out, int opcode, int registers, long offset, long immediate) {
        boolean little = out.order() == ByteOrder.LITTLE_ENDIAN;
        out.put((byte) opcode).put((byte) (little ? registers : registers << 4));
        out.putShort((short) offset).putInt((int) immediate);
    }

    /** The text that {@link #assemble} would turn into these bytes; numbers when there is none. */
    public static String disassemble(byte[] code, ByteOrder order) {
        ByteBuffer in = ByteBuffer.wrap(code).order(order);
        String text = null;
        switch (code[0] & 0xFF) {
            case 0xB7:
                text = "mov " + in.getInt(4);
                break;
            case 0xB4:
                text = "mov32 " + in.getInt(4);
                break;
            case 0x18:
                text = code.length == 16 ? "ld64 " + ((in.getInt(4) & 0xFFFFFFFFL) | (long) in.getInt(12) << 32) : "";
                break;
            case 0x85:
                text = code.length == 16 ? "poison; poison" : "poison";
                break;
            default:
                int kind = code[0] & 7;
                text = (kind == 1 ? "ldx" : kind == 2 ? "st" : "stx") + SIZES.get(code[0] >> 3 & 3) + " "
                        + in.getShort(2);
                break;
        }
        byte[] again = text.isEmpty() ? new byte[0] : assemble(text, order);
        return Arrays.equals(again, code) ? text : Arrays.toString(code);
    }
}
