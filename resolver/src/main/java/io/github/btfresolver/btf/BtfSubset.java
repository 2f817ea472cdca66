// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * Some types of a BTF and all that they refer to, as a BTF of its own. They keep their order and, but for their numbers, every word; so
 * whatever asks for them by name finds the same in both.
 */
public final class BtfSubset implements TypeWords.Visitor {
    private final Btf btf;
    private final BitSet kept = new BitSet();
    private final ArrayDeque<Integer> work = new ArrayDeque<>();

    private BtfSubset(Btf btf) {
        this.btf = btf;
    }

    /**
     * Makes one.
     *
     * @param btf that is no split BTF
     * @param roots ids of the types to keep with what they refer to; not changed
     * @return a blob in the same byte order
     */
    public static byte[] of(Btf btf, BitSet roots) throws BtfFormatException {
        BtfSubset subset = new BtfSubset(btf);
        for (int id = roots.nextSetBit(0); id >= 0; id = roots.nextSetBit(id + 1)) {
            subset.keep(id);
        }
        for (Integer id = subset.work.poll(); id != null; id = subset.work.poll()) {
            TypeWords.visit(btf, id, subset);
        }
        return new Writer(btf, subset.kept).write();
    }

    private void keep(int id) {
        if (id != 0 && !kept.get(id)) {
            kept.set(id);
            work.add(id);
        }
    }

    @Override
    public void name(int id, int at, String what) {}

    @Override
    public void type(int id, int at, String what) {
        keep(btf.wordAt(at));
    }

    /** Copies records, and puts other numbers into the words that are types or names. */
    private static final class Writer implements TypeWords.Visitor {
        private final Btf btf;
        private final BitSet kept;
        private final int[] newIds;

        /** By old offset; 0 for what has none yet, and for the empty string. */
        private final int[] newOffsets;

        private final ByteBuffer types;
        private final ByteArrayOutputStream strings = new ByteArrayOutputStream(1 << 16);

        /** From an offset in the old blob to the one in the new records. */
        private int shift;

        Writer(Btf btf, BitSet kept) {
            this.btf = btf;
            this.kept = kept;
            newIds = new int[btf.typeCount()];
            newOffsets = new int[btf.strings().size()];
            int size = 0;
            int next = 1;
            for (int id = kept.nextSetBit(0); id >= 0; id = kept.nextSetBit(id + 1)) {
                newIds[id] = next++;
                size += btf.recordEnd(id) - btf.recordStart(id);
            }
            types = ByteBuffer.allocate(size).order(btf.order());
            strings.write(0);
        }

        byte[] write() throws BtfFormatException {
            for (int id = kept.nextSetBit(0); id >= 0; id = kept.nextSetBit(id + 1)) {
                int start = btf.recordStart(id);
                shift = types.position() - start;
                types.put(btf.bytes(), start, btf.recordEnd(id) - start);
                TypeWords.visit(btf, id, this);
            }
            types.flip();
            ByteBuffer names = ByteBuffer.wrap(strings.toByteArray());
            return BtfBlob.of(btf.order(), new ByteBuffer[] {types}, new ByteBuffer[] {names});
        }

        @Override
        public void name(int id, int at, String what) {
            int old = btf.wordAt(at);
            if (newOffsets[old] == 0 && !btf.strings().isEmpty(old)) {
                newOffsets[old] = strings.size();
                for (int i = 0, n = btf.strings().length(old); i <= n; i++) {
                    strings.write(btf.strings().at(old, i));
                }
            }
            types.putInt(at + shift, newOffsets[old]);
        }

        @Override
        public void type(int id, int at, String what) {
            types.putInt(at + shift, newIds[btf.wordAt(at)]);
        }
    }
}
