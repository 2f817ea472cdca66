// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Split BTF written as {@link BtfText}: what a module's types add to those of its base. */
public final class SplitText {
    private static final int HEADER = 24;

    private SplitText() {}

    /** The blob of the types in {@code own}, which may refer to those in {@code base}. */
    public static byte[] bytes(String base, String own, ByteOrder order) {
        ByteBuffer below = ByteBuffer.wrap(BtfText.bytes(base, order)).order(order);
        ByteBuffer all =
                ByteBuffer.wrap(BtfText.bytes(base + "; " + own, order)).order(order);
        byte[] types = Arrays.copyOfRange(all.array(), HEADER + below.getInt(12), HEADER + all.getInt(12));
        byte[] strings = Arrays.copyOfRange(all.array(), HEADER + all.getInt(12) + below.getInt(20), all.limit());
        ByteBuffer split =
                ByteBuffer.allocate(HEADER + types.length + strings.length).order(order);
        split.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(HEADER);
        split.putInt(0).putInt(types.length).putInt(types.length).putInt(strings.length);
        split.put(types).put(strings);
        return split.array();
    }
}
