// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Runs BPF instructions, of those that compilers make for programs without maps, up to {@code -mcpu=v3}. One helper
 * is there, {@code bpf_probe_read_kernel()}.
 */
final class BpfInterpreter {
    private static final int STACK = 512;
    private static final int MAX_STEPS = 1_000_000;
    private static final int MAX_DEPTH = 8;
    private static final int PROBE_READ_KERNEL = 113;
    private static final int[] SIZES = {4, 2, 1, 8};

    private final ByteBuffer code;
    private final BpfMemory memory;
    private int steps;
    private int depth;

    BpfInterpreter(byte[] code, ByteOrder order, BpfMemory memory) {
        this.code = ByteBuffer.wrap(code).order(order);
        this.memory = memory;
    }

    /** What the program that starts with the first instruction returns. */
    long run(long argument) {
        long[] registers = new long[11];
        registers[1] = argument;
        return run(registers, 0);
    }

    private long run(long[] r, int start) {
        if (++depth > MAX_DEPTH) {
            throw new BpfFault("calls are nested too deeply");
        }
        r[10] = memory.add(new byte[STACK]) + STACK;
        int at = start;
        while (true) {
            if (++steps > MAX_STEPS || at < 0 || at * 8 >= code.limit()) {
                throw new BpfFault("runs too long, or away, at instruction " + at);
            }
            int opcode = code.get(at * 8) & 0xFF;
            int registers = code.get(at * 8 + 1) & 0xFF;
            boolean little = code.order() == ByteOrder.LITTLE_ENDIAN;
            int dst = little ? registers & 0xF : registers >> 4;
            int src = little ? registers >> 4 : registers & 0xF;
            int offset = code.getShort(at * 8 + 2);
            int immediate = code.getInt(at * 8 + 4);
            at++;
            switch (opcode & 7) {
                case 0 -> {
                    require(opcode == 0x18 && src == 0, opcode);
                    r[dst] = (immediate & 0xFFFFFFFFL) | (long) code.getInt(at * 8 + 4) << 32;
                    at++;
                }
                case 1 -> {
                    require((opcode & 0xE0) == 0x60, opcode);
                    r[dst] = memory.read(r[src] + offset, SIZES[opcode >> 3 & 3]);
                }
                case 2, 3 -> {
                    require((opcode & 0xE0) == 0x60, opcode);
                    memory.write(r[dst] + offset, SIZES[opcode >> 3 & 3], (opcode & 7) == 2 ? immediate : r[src]);
                }
                case 4, 7 -> {
                    long operand = (opcode & 8) != 0 ? r[src] : immediate;
                    r[dst] = (opcode & 0xF0) == 0xD0
                            ? swap(opcode, r[dst], immediate)
                            : arithmetic(opcode, r[dst], operand);
                }
                default -> {
                    if (opcode == 0x95) {
                        depth--;
                        return r[0];
                    } else if (opcode == 0x85) {
                        r[0] = src == 1 ? run(r.clone(), at + immediate) : help(immediate, r);
                    } else if (jumps(opcode, r[dst], (opcode & 8) != 0 ? r[src] : immediate)) {
                        at += offset;
                    }
                }
            }
        }
    }

    private long help(int helper, long[] r) {
        if (helper != PROBE_READ_KERNEL) {
            throw new BpfFault("invalid func unknown#" + helper);
        }
        int size = (int) r[2];
        if (size < 0 || !memory.contains(r[1], size)) {
            throw new BpfFault("reads " + size + " bytes to 0x" + Long.toHexString(r[1]));
        }
        // as the kernel's: what cannot be read is zero, and an error
        boolean readable = memory.contains(r[3], size);
        for (int i = 0; i < size; i++) {
            memory.write(r[1] + i, 1, readable ? memory.read(r[3] + i, 1) : 0);
        }
        return readable ? 0 : -14;
    }

    private static long arithmetic(int opcode, long dst, long src) {
        boolean wide = (opcode & 7) == 7;
        long a = wide ? dst : dst & 0xFFFFFFFFL;
        long b = wide ? src : src & 0xFFFFFFFFL;
        int shift = (int) b & (wide ? 63 : 31);
        long result = switch (opcode & 0xF0) {
            case 0x00 -> a + b;
            case 0x10 -> a - b;
            case 0x20 -> a * b;
            case 0x30 -> b == 0 ? 0 : Long.divideUnsigned(a, b);
            case 0x40 -> a | b;
            case 0x50 -> a & b;
            case 0x60 -> a << shift;
            case 0x70 -> a >>> shift;
            case 0x80 -> -a;
            case 0x90 -> b == 0 ? a : Long.remainderUnsigned(a, b);
            case 0xA0 -> a ^ b;
            case 0xB0 -> b;
            case 0xC0 -> wide ? a >> shift : (int) a >> shift;
            default -> throw new BpfFault("opcode 0x" + Integer.toHexString(opcode));
        };
        return wide ? result : result & 0xFFFFFFFFL;
    }

    /** To big endian when the source bit is set, else to little: one of them does nothing but truncate. */
    private long swap(int opcode, long value, int bits) {
        boolean toBig = (opcode & 8) != 0;
        boolean swap = toBig == (code.order() == ByteOrder.LITTLE_ENDIAN);
        int unused = 64 - bits;
        return swap ? Long.reverseBytes(value) >>> unused : (value << unused) >>> unused;
    }

    private static boolean jumps(int opcode, long dst, long src) {
        boolean wide = (opcode & 7) == 5;
        long a = wide ? dst : (int) dst;
        long b = wide ? src : (int) src;
        // sign-extension keeps the order of unsigned 32-bit numbers, too
        int order = Long.compareUnsigned(a, b);
        return switch (opcode & 0xF0) {
            case 0x00 -> true;
            case 0x10 -> a == b;
            case 0x20 -> order > 0;
            case 0x30 -> order >= 0;
            case 0x40 -> (a & b) != 0;
            case 0x50 -> a != b;
            case 0x60 -> a > b;
            case 0x70 -> a >= b;
            case 0xA0 -> order < 0;
            case 0xB0 -> order <= 0;
            case 0xC0 -> a < b;
            case 0xD0 -> a <= b;
            default -> throw new BpfFault("opcode 0x" + Integer.toHexString(opcode));
        };
    }

    private static void require(boolean known, int opcode) {
        if (!known) {
            throw new BpfFault("opcode 0x" + Integer.toHexString(opcode));
        }
    }
}
