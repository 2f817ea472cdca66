// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts a blob together: the classic header, types, strings. */
public final class BtfBlob {
    private BtfBlob() {}

    /** The parts are read from their positions to their limits, and stay as they are. */
    public static byte[] of(ByteOrder order, ByteBuffer[] types, ByteBuffer[] strings) {
        int typeLength = length(types);
        int stringLength = length(strings);
        int size = Math.addExact(BtfHeader.CLASSIC_LENGTH, Math.addExact(typeLength, stringLength));
        ByteBuffer blob = ByteBuffer.allocate(size).order(order);
        blob.putShort((short) BtfHeader.MAGIC).put((byte) 1).put((byte) 0).putInt(BtfHeader.CLASSIC_LENGTH);
        blob.putInt(0).putInt(typeLength).putInt(typeLength).putInt(stringLength);
        put(blob, types);
        put(blob, strings);
        return blob.array();
    }

    private static int length(ByteBuffer[] parts) {
        int length = 0;
        for (ByteBuffer part : parts) {
            length = Math.addExact(length, part.remaining());
        }
        return length;
    }

    private static void put(ByteBuffer blob, ByteBuffer[] parts) {
        for (ByteBuffer part : parts) {
            blob.put(part.duplicate());
        }
    }
}
