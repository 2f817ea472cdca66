// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import java.nio.ByteBuffer;

/** A kernel's BTF with one lie in it. */
final class ShiftedBtf {
    private static final int MEMBER_SIZE = 12;
    private static final int OFFSET = 8;

    private ShiftedBtf() {}

    /** With a member of {@code struct task_struct}, which is no bitfield, some bytes from where it is. */
    static byte[] of(byte[] bytes, String member, int distance) throws Exception {
        Btf btf = Btf.parse(bytes, "BTF");
        for (int id = 1; id <= btf.typeCount(); id++) {
            if (btf.kind(id) == BtfKind.STRUCT && btf.name(id).equals("task_struct") && btf.vlen(id) > 0) {
                return shift(btf, id, index(btf, id, member), bytes, distance * Byte.SIZE);
            }
        }
        throw new IllegalArgumentException("no struct task_struct");
    }

    private static int index(Btf btf, int id, String member) {
        for (int i = 0; i < btf.vlen(id); i++) {
            if (btf.elementName(id, i).equals(member)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no member " + member);
    }

    private static byte[] shift(Btf btf, int id, int index, byte[] bytes, int bits) {
        ByteBuffer shifted = ByteBuffer.wrap(bytes.clone()).order(btf.order());
        for (int at = 0; at + MEMBER_SIZE <= bytes.length; at += Integer.BYTES) {
            if (shifted.getInt(at) == btf.elementNameOffset(id, index)
                    && shifted.getInt(at + Integer.BYTES) == btf.elementType(id, index)
                    && shifted.getInt(at + OFFSET) == btf.memberBitOffset(id, index)) {
                shifted.putInt(at + OFFSET, btf.memberBitOffset(id, index) + bits);
                return shifted.array();
            }
        }
        throw new IllegalArgumentException("the member is not found among the bytes");
    }
}
