// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A BTF with an index behind it: where each type starts, and types by the hash of a leading part of their names. Who keeps the
 * bytes opens it again without going through all types. Immutable.
 */
public final class IndexedBtf {
    /** The blob is followed by offsets, hashes in ascending order, the ids that they are of, and these: how many of the first and of the others. */
    private static final int COUNTS = 2 * Integer.BYTES;

    private final Btf btf;
    private final IntBuffer hashes;
    private final IntBuffer ids;

    private IndexedBtf(Btf btf, IntBuffer hashes, IntBuffer ids) {
        this.btf = btf;
        this.hashes = hashes;
        this.ids = ids;
    }

    /**
     * Makes the bytes.
     *
     * @param btf that is no split BTF, and ends with its strings
     * @param named ids of the types to be found by name, which must have one; not changed
     * @param length how much of a name counts
     */
    public static byte[] of(Btf btf, BitSet named, NameIndex.Length length) {
        int types = btf.typeCount();
        long[] entries = new long[named.cardinality()];
        int count = 0;
        for (int id = named.nextSetBit(0); id >= 0; id = named.nextSetBit(id + 1)) {
            int name = btf.nameOffset(id);
            int hash = btf.strings().hash(name, length.of(btf.strings(), name));
            entries[count++] = (long) hash << 32 | id;
        }
        Arrays.sort(entries);
        ByteBuffer out = ByteBuffer.allocate(btf.size() + COUNTS + Integer.BYTES * (types + 2 * count));
        out.put(btf.asByteBuffer()).putInt(0);
        for (int id = 1; id < types; id++) {
            out.putInt(btf.recordStart(id));
        }
        for (long entry : entries) {
            out.putInt((int) (entry >> 32));
        }
        for (long entry : entries) {
            out.putInt((int) entry);
        }
        return out.putInt(types).putInt(count).array();
    }

    /**
     * Opens what {@link #of} has made. What the index says is believed: of bytes that are not wholly as they were, {@link #find} and any
     * accessor of the BTF may throw {@link IndexOutOfBoundsException}, or tell of types that are not there.
     *
     * @param bytes kept, not copied; must not change as long as this is used
     * @param length how many of them are what was made
     * @param source the file or resource it came from, for messages
     * @param pointerSize of the BTF, 4 or 8
     * @throws BtfFormatException when they are surely not as they were
     */
    public static IndexedBtf open(byte[] bytes, int length, String source, int pointerSize) throws BtfFormatException {
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        long types = length < COUNTS ? 0 : in.getInt(length - COUNTS);
        long names = length < COUNTS ? 0 : in.getInt(length - Integer.BYTES);
        long size = length - COUNTS - Integer.BYTES * (types + 2 * names);
        if (types < 1 || names < 0 || size < 0) {
            throw new BtfFormatException(
                    source, "index of " + types + " types and " + names + " names in " + length + " bytes");
        }
        BtfHeader header = BtfHeader.parse(bytes, size, source);
        if (header.end() != size) {
            throw new BtfFormatException(source, "BTF of " + header.end() + " bytes, where an index says " + size);
        }
        in.position((int) size);
        IntBuffer index = in.slice().asIntBuffer();
        int[] offsets = new int[(int) types];
        index.get(offsets);
        checkOrder(offsets, header, source);
        IntBuffer hashes = (IntBuffer) index.slice().limit((int) names);
        index.position(index.position() + (int) names);
        IntBuffer ids = (IntBuffer) index.slice().limit((int) names);
        return new IndexedBtf(new Btf(source, bytes, (int) size, header, offsets, pointerSize), hashes, ids);
    }

    /** So that no part of the blob is taken for several records, and what comes of it is never larger than it. */
    private static void checkOrder(int[] offsets, BtfHeader header, String source) throws BtfFormatException {
        int before = header.typesStart() - 1;
        for (int id = 1; id < offsets.length; id++) {
            if (offsets[id] <= before || offsets[id] >= header.typesEnd()) {
                throw new BtfFormatException(source, "index: type " + id + " at offset " + offsets[id]);
            }
            before = offsets[id];
        }
    }

    /** The BTF. */
    public Btf btf() {
        return btf;
    }

    /**
     * Finds types by a name, one byte a char, as {@link BtfStrings} has them.
     *
     * @param found to which the ids are added of all types of that name that the index has, and perhaps others of the same hash
     */
    public void find(String name, BitSet found) {
        int hash = name.hashCode();
        int low = 0;
        int high = hashes.limit();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hashes.get(middle) < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < hashes.limit() && hashes.get(i) == hash; i++) {
            int id = ids.get(i);
            if (id <= 0 || id >= btf.typeCount()) {
                throw new IndexOutOfBoundsException("index: type " + id + " of " + btf.typeCount());
            }
            found.set(id);
        }
    }
}
