// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What a program can reach: blocks of memory at made-up addresses, far from each other and from 0. */
final class BpfMemory {
    private static final int REGION_BITS = 32;

    private final ByteOrder order;
    private final List<ByteBuffer> regions = new ArrayList<>();

    BpfMemory(ByteOrder order) {
        this.order = order;
    }

    /** The address of the next region. */
    long nextAddress() {
        return (regions.size() + 1L) << REGION_BITS;
    }

    /** Makes bytes readable and writable; gives their address. */
    long add(byte[] bytes) {
        long address = nextAddress();
        regions.add(ByteBuffer.wrap(bytes).order(order));
        return address;
    }

    /** Reads 1, 2, 4 or 8 bytes, zero-extended. */
    long read(long address, int size) {
        ByteBuffer region = region(address, size);
        int at = (int) address;
        return switch (size) {
            case 1 -> region.get(at) & 0xFFL;
            case 2 -> region.getShort(at) & 0xFFFFL;
            case 4 -> region.getInt(at) & 0xFFFFFFFFL;
            default -> region.getLong(at);
        };
    }

    void write(long address, int size, long value) {
        ByteBuffer region = region(address, size);
        int at = (int) address;
        switch (size) {
            case 1 -> region.put(at, (byte) value);
            case 2 -> region.putShort(at, (short) value);
            case 4 -> region.putInt(at, (int) value);
            default -> region.putLong(at, value);
        }
    }

    boolean contains(long address, long size) {
        long region = (address >>> REGION_BITS) - 1;
        long at = address & 0xFFFFFFFFL;
        return region >= 0
                && region < regions.size()
                && at + size <= regions.get((int) region).limit();
    }

    private ByteBuffer region(long address, int size) {
        if (!contains(address, size)) {
            throw new BpfFault(size + " bytes at 0x" + Long.toHexString(address) + " are out of reach");
        }
        return regions.get((int) (address >>> REGION_BITS) - 1);
    }
}
