// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each distinct layout a number, in the order in which they are added, and packs them into blocks. */
final class LayoutPacker {
    /** What a block holds at most when it holds more than one layout: the price of reading one of them. */
    static final int BLOCK_SIZE = 256 << 10;

    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final List<byte[]> layouts = new ArrayList<>();
    private final List<byte[]> encodedBlocks = new ArrayList<>();
    private final List<Integer> decodedSizes = new ArrayList<>();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();

    int add(byte[] layout) {
        ByteBuffer key = ByteBuffer.wrap(layout);
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        numbers.put(key, layouts.size());
        layouts.add(layout);
        return layouts.size() - 1;
    }

    void pack() throws IOException {
        for (byte[] layout : layouts) {
            if (block.size() + (long) layout.length > BLOCK_SIZE) {
                endBlock();
            }
            block.write(layout);
        }
        endBlock();
    }

    private void endBlock() throws IOException {
        if (block.size() > 0) {
            encodedBlocks.add(XzBlock.encode(block.toByteArray()));
            decodedSizes.add(block.size());
            block.reset();
        }
    }

    List<byte[]> layouts() {
        return layouts;
    }

    List<byte[]> encodedBlocks() {
        return encodedBlocks;
    }

    List<Integer> decodedSizes() {
        return decodedSizes;
    }
}
