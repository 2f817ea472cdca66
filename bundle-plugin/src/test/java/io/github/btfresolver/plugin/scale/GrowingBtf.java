// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.scale;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.TypeRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * A kernel's BTF, and what its successors might look like: the same with members inserted into some of its structs, so that
 * those behind them lie at other offsets. Structs that embed one that has grown stay as they are. Immutable and safe for
 * use by many threads.
 */
final class GrowingBtf {
    /** Structs that programs look into: they grow more often, so that minimized BTFs differ at all. */
    private static final Set<String> POPULAR = Set.of(
            "task_struct",
            "mm_struct",
            "file",
            "inode",
            "dentry",
            "sock",
            "sk_buff",
            "linux_binprm",
            "nsproxy",
            "super_block",
            "request",
            "net_device",
            "signal_struct",
            "vm_area_struct");

    /** In a change one of so many structs grows. */
    private static final int ODDS = 400;

    private static final int POPULAR_ODDS = 2;

    /** By which it grows. */
    private static final int MOST_MEMBERS = 5;

    /** Name, info, size; then of each member name, type, offset. */
    private static final int RECORD = 12;

    private static final int MEMBER = 12;
    private static final int KIND_STRUCT = 4;

    /** Bytes of a new member in its struct, and of its name. */
    private static final int GROWTH = 8;

    private static final int NAME = 8;

    private final byte[] bytes;
    private final ByteOrder order;
    private final int typesStart;
    private final int typesEnd;
    private final int stringsStart;
    private final int longType;
    private final int[] structs;
    private final boolean[] popular;

    /** By its name, which decides when it grows: of two of a name, programs would find which grew alone ambiguous. */
    private final int[] keys;

    /** @param bytes of a kernel's BTF that is no split BTF; kept */
    GrowingBtf(byte[] bytes) throws BtfFormatException {
        this.bytes = bytes;
        Btf btf = Btf.parse(bytes, "kernel.btf");
        order = btf.order();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        typesStart = in.getInt(4) + in.getInt(8);
        typesEnd = typesStart + in.getInt(12);
        stringsStart = in.getInt(4) + in.getInt(16);
        int[] found = new int[btf.typeCount()];
        popular = new boolean[btf.typeCount()];
        keys = new int[btf.typeCount()];
        int count = 0;
        int eightBytes = 0;
        for (int id = 1, at = typesStart; at < typesEnd; id++) {
            if (btf.kind(id) == BtfKind.INT && btf.sizeField(id) == GROWTH) {
                eightBytes = id;
            }
            if (btf.kind(id) == BtfKind.STRUCT && canGrow(btf, id)) {
                popular[count] = POPULAR.contains(btf.name(id));
                keys[count] = btf.name(id).hashCode();
                found[count++] = at;
            }
            at += 4 * TypeRecord.length(in.getInt(at + 4));
        }
        structs = Arrays.copyOf(found, count);
        longType = eightBytes;
    }

    /** Whether new members can go before the one at {@link #place}, which must not be a part of something. */
    private static boolean canGrow(Btf btf, int id) {
        int place = place(btf.vlen(id));
        return btf.vlen(id) > 1
                && btf.memberBitfieldSize(id, place) == 0
                && btf.memberBitOffset(id, place) % 64 == 0
                && btf.memberBitOffset(id, place) > btf.memberBitOffset(id, place - 1);
    }

    /** Far in front, so that most of what programs ask for is behind it. */
    private static int place(int vlen) {
        return 1 + vlen / 8;
    }

    /**
     * The BTF after some changes.
     *
     * @param seed of a series of kernels: the same seed, the same changes
     * @param mark the name of one more struct, so that no two kernels' BTFs are equal
     */
    byte[] after(int changes, long seed, String mark) {
        int[] growth = new int[structs.length];
        int members = 0;
        int most = 0;
        for (int i = 0; i < structs.length; i++) {
            growth[i] = growth(i, changes, seed);
            members += growth[i];
            most = Math.max(most, growth[i]);
        }
        byte[] strings = strings(most, mark);
        ByteBuffer out = ByteBuffer.allocate(bytes.length + members * MEMBER + RECORD + strings.length)
                .order(order);
        out.put(bytes, 0, BtfHeader.CLASSIC_LENGTH);
        int from = typesStart;
        for (int i = 0; i < structs.length; i++) {
            if (growth[i] > 0) {
                out.put(bytes, from, structs[i] - from);
                from = grow(structs[i], growth[i], out);
            }
        }
        out.put(bytes, from, typesEnd - from);
        int oldStrings = bytes.length - stringsStart;
        out.putInt(oldStrings + most * NAME).putInt(KIND_STRUCT << 24).putInt(0);
        int newTypes = out.position() - BtfHeader.CLASSIC_LENGTH;
        out.put(bytes, stringsStart, oldStrings).put(strings);
        out.putInt(4, BtfHeader.CLASSIC_LENGTH).putInt(8, 0).putInt(12, newTypes);
        out.putInt(16, newTypes).putInt(20, oldStrings + strings.length);
        return out.array();
    }

    private int growth(int struct, int changes, long seed) {
        int odds = popular[struct] ? POPULAR_ODDS : ODDS;
        int growth = 0;
        for (int change = 1; change <= changes; change++) {
            int mixed = Mix.of(seed, keys[struct], change);
            growth += mixed % odds == 0 ? 1 + mixed / odds % MOST_MEMBERS : 0;
        }
        return growth;
    }

    /** The names of new members, of which a struct has no two alike, and then the mark. */
    private static byte[] strings(int members, String mark) {
        StringBuilder strings = new StringBuilder();
        for (int i = 0; i < members; i++) {
            strings.append(String.format(Locale.ROOT, "new_%03d\0", i));
        }
        return strings.append(mark).append('\0').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes a struct with new members; returns where it ends in the old bytes. */
    private int grow(int start, int growth, ByteBuffer out) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        int info = in.getInt(start + 4);
        int vlen = info & 0xFFFF;
        int place = start + RECORD + place(vlen) * MEMBER;
        int end = start + RECORD + vlen * MEMBER;
        out.putInt(in.getInt(start)).putInt(info + growth).putInt(in.getInt(start + 8) + growth * GROWTH);
        out.put(bytes, start + RECORD, place - start - RECORD);
        for (int i = 0; i < growth; i++) {
            out.putInt(bytes.length - stringsStart + i * NAME).putInt(longType);
            out.putInt(in.getInt(place + 8) + i * GROWTH * 8);
        }
        for (int at = place; at < end; at += MEMBER) {
            out.putLong(in.getLong(at)).putInt(in.getInt(at + 8) + growth * GROWTH * 8);
        }
        return end;
    }
}
