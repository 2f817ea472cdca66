// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.program;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes laid out as a struct of a target, written by C's names; what is not written holds a pattern. */
final class TypedMemory {
    private static final int SPARE = 64;
    private static final byte PATTERN = (byte) 0x5A;

    private final Btf btf;
    private final int root;
    private final byte[] bytes;

    TypedMemory(Btf btf, String struct) {
        this.btf = btf;
        root = find(btf, BtfKind.STRUCT, struct);
        // and something of the flexible array at its end
        bytes = new byte[btf.sizeField(root) + SPARE];
        Arrays.fill(bytes, PATTERN);
    }

    /** The first type of a kind and name. */
    static int find(Btf btf, BtfKind kind, String name) {
        for (int id = 1; id < btf.typeCount(); id++) {
            if (btf.kind(id) == kind && btf.name(id).equals(name)) {
                return id;
            }
        }
        throw new IllegalArgumentException(btf.source() + " has no " + kind + " " + name);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Writes an integer, a bitfield, a pointer: {@code list.1.x} is C's {@code list[1].x}. */
    void set(String path, long value) {
        Place place = new Place(root, 0, 0);
        for (String name : path.split("\\.", -1)) {
            int type = skip(place.type);
            Place next = btf.kind(type) == BtfKind.ARRAY
                    ? element(type, place.bit, Integer.parseInt(name))
                    : member(type, place.bit, name);
            if (next == null) {
                throw new IllegalArgumentException(btf.source() + " has no " + path);
            }
            place = next;
        }
        write(place, value);
    }

    /** Whether there is such a member of the struct itself. */
    boolean has(String member) {
        return member(root, 0, member) != null;
    }

    private record Place(int type, int bit, int bits) {}

    private Place element(int array, int bit, int index) {
        int element = btf.arrayElementType(array);
        return new Place(element, bit + index * (int) btf.sizeOf(element) * 8, 0);
    }

    private @Nullable Place member(int composite, int bit, String name) {
        for (int i = 0; i < btf.vlen(composite); i++) {
            int at = bit + btf.memberBitOffset(composite, i);
            String found = btf.elementName(composite, i);
            int type = btf.elementType(composite, i);
            if (found.equals(name)) {
                return new Place(type, at, btf.memberBitfieldSize(composite, i));
            }
            Place inside = found.isEmpty() ? member(skip(type), at, name) : null;
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    /** Bit by bit: from the least significant up on little-endian machines, from the most significant down on others. */
    private void write(Place place, long value) {
        int bits = place.bits != 0 ? place.bits : (int) btf.sizeOf(place.type) * 8;
        boolean little = btf.order() == ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < bits; i++) {
            int position = place.bit + i;
            int mask = little ? 1 << (position % 8) : 0x80 >> (position % 8);
            long bit = (value >> (little ? i : bits - 1 - i)) & 1;
            bytes[position / 8] = (byte) (bit != 0 ? bytes[position / 8] | mask : bytes[position / 8] & ~mask);
        }
    }

    private int skip(int type) {
        try {
            return btf.skipModifiers(type);
        } catch (BtfFormatException e) {
            throw new AssertionError(e);
        }
    }
}
