// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** BTF with some changes in its types, strings and header, whose header tells where they are all the same. */
public final class BtfRecipe {
    private static final int HEADER = 24;
    private static final int STRINGS = 0x80;
    private static final int WHOLE = 0x40;

    private BtfRecipe() {}

    /**
     * Changes a blob.
     *
     * @param seed with the classic header, and nothing between its sections
     */
    public static byte[] apply(byte[] seed, Choices choices) {
        ByteOrder order = seed[0] == (byte) 0x9F ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int typeLength = ByteBuffer.wrap(seed).order(order).getInt(12);
        byte[] types = Arrays.copyOfRange(seed, HEADER, HEADER + typeLength);
        byte[] strings = Arrays.copyOfRange(seed, HEADER + typeLength, seed.length);
        byte[] whole = null;
        for (int i = 0; i < Edits.MAX && choices.hasMore(); i++) {
            int place = choices.u8();
            if ((place & WHOLE) != 0 || whole != null) {
                whole = Edits.one(whole == null ? join(types, strings, order) : whole, order, choices);
            } else if ((place & STRINGS) != 0) {
                strings = Edits.one(strings, order, choices);
            } else {
                types = Edits.one(types, order, choices);
            }
        }
        return whole == null ? join(types, strings, order) : whole;
    }

    private static byte[] join(byte[] types, byte[] strings, ByteOrder order) {
        ByteBuffer blob =
                ByteBuffer.allocate(HEADER + types.length + strings.length).order(order);
        blob.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(HEADER);
        blob.putInt(0).putInt(types.length).putInt(types.length).putInt(strings.length);
        return blob.put(types).put(strings).array();
    }
}
