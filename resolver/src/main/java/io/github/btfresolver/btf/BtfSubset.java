// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Some types of a BTF, as a BTF of its own. They keep their order and, but for their numbers, every word; so whatever asks for them by
 * name finds the same in both.
 */
public final class BtfSubset implements TypeWords.Visitor {
    private final Btf btf;
    private final BitSet kept;
    private final BitSet emptied;
    private final int[] newIds;
    private final OffsetMap newOffsets = new OffsetMap();
    private final ByteBuffer types;
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream(1 << 16);

    /** From an offset in the old blob to the one in the new records. */
    private int shift;

    private BtfSubset(Btf btf, BitSet kept, BitSet emptied) {
        this.btf = btf;
        this.kept = kept;
        this.emptied = emptied;
        newIds = new int[btf.typeCount()];
        int size = 0;
        int next = 1;
        for (int id = kept.nextSetBit(0); id >= 0; id = kept.nextSetBit(id + 1)) {
            newIds[id] = next++;
            size += size(id);
        }
        types = ByteBuffer.allocate(size).order(btf.order());
        strings.write(0);
    }

    /**
     * Copies records, and puts other numbers into the words that are types or names. What refers to a type that is not kept refers
     * to {@code void}.
     *
     * @param btf that is no split BTF
     * @param kept ids of the types to keep; not changed
     * @param emptied ids of composites whose members are left out; not changed
     * @return a blob in the same byte order
     */
    public static byte[] of(Btf btf, BitSet kept, BitSet emptied) throws BtfFormatException {
        return new BtfSubset(btf, kept, emptied).write();
    }

    private int size(int id) {
        return emptied.get(id) ? TypeIndex.RECORD_SIZE : btf.recordEnd(id) - btf.recordStart(id);
    }

    private byte[] write() throws BtfFormatException {
        for (int id = kept.nextSetBit(0); id >= 0; id = kept.nextSetBit(id + 1)) {
            int start = btf.recordStart(id);
            int at = types.position();
            shift = at - start;
            types.put(btf.bytes(), start, size(id));
            if (emptied.get(id)) {
                types.putInt(at + 4, TypeRecord.info(btf.kind(id), false, 0));
                name(id, start, "name");
            } else {
                TypeWords.visit(btf, id, this);
            }
        }
        types.flip();
        ByteBuffer names = ByteBuffer.wrap(strings.toByteArray());
        return BtfBlob.of(btf.order(), new ByteBuffer[] {types}, new ByteBuffer[] {names});
    }

    @Override
    public void name(int id, int at, String what) {
        types.putInt(at + shift, newOffset(btf.wordAt(at)));
    }

    private int newOffset(int old) {
        if (btf.strings().isEmpty(old)) {
            return 0;
        }
        int known = newOffsets.get(old);
        if (known >= 0) {
            return known;
        }
        int offset = strings.size();
        newOffsets.put(old, offset);
        btf.strings().copy(old, strings);
        return offset;
    }

    @Override
    public void type(int id, int at, String what) {
        types.putInt(at + shift, newIds[btf.wordAt(at)]);
    }
}
