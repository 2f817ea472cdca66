// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes a BTF blob: type records in the order in which they are added, strings in the order in which they are first
 * needed, each once; then the classic 24-byte header. Byte for byte what libbpf up to 1.7 writes for the same calls.
 *
 * <p>Not safe for use by several threads.
 */
public final class BtfBuilder {
    private final StringTable strings = new StringTable();
    private final ByteOrder order;
    private ByteBuffer types;
    private int typeCount = 1;

    public BtfBuilder(ByteOrder order) {
        this.order = order;
        types = ByteBuffer.allocate(1024).order(order);
    }

    /** The offset of a name in the string section being made; added when it is new. The empty name is at 0. */
    public int string(String name) {
        return strings.add(name);
    }

    /**
     * Starts a record; its tail follows as {@link #word words}.
     *
     * @param nameOffset from {@link #string}
     * @param sizeOrType the third word: a size or a type id, by kind
     * @return the id of the new type
     */
    public int add(BtfKind kind, int nameOffset, boolean kflag, int vlen, int sizeOrType) {
        if (vlen > TypeRecord.MAX_VLEN) {
            throw new IllegalArgumentException(kind + " with " + vlen + " elements");
        }
        word(nameOffset);
        word(TypeRecord.info(kind, kflag, vlen));
        word(sizeOrType);
        return typeCount++;
    }

    /** Appends a word to the tail of the last record. */
    public BtfBuilder word(int value) {
        if (types.remaining() < 4) {
            ByteBuffer larger = ByteBuffer.allocate(types.capacity() * 2).order(order);
            larger.put(types.array(), 0, types.position());
            types = larger;
        }
        types.putInt(value);
        return this;
    }

    /** The finished blob. */
    public byte[] build() {
        ByteBuffer written = ByteBuffer.wrap(types.array(), 0, types.position());
        return BtfBlob.of(order, new ByteBuffer[] {written}, new ByteBuffer[] {strings.section()});
    }
}
