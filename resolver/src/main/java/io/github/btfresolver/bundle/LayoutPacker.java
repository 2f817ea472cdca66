// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives each distinct layout a number, in the order in which they are added, and packs them into blocks. */
final class LayoutPacker {
    /** What a block holds at most when it holds more than one layout: the price of reading one of them. */
    static final int BLOCK_SIZE = 256 << 10;

    /** A bound on what reading one of them costs: all of their records are gone through. Four times as many saved half the size. */
    private static final int GROUP_LAYOUTS = 32;

    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final List<byte[]> layouts = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /** A finished block. */
    static final class Block {
        final byte[] encoded;
        final int decodedSize;
        final int layouts;
        final boolean grouped;

        Block(byte[] decoded, int layouts, boolean grouped) throws IOException {
            encoded = BytePacker.pack(decoded);
            decodedSize = decoded.length;
            this.layouts = layouts;
            this.grouped = grouped;
        }
    }

    void add(byte[] layout) {
        if (numbers.putIfAbsent(ByteBuffer.wrap(layout), layouts.size()) == null) {
            layouts.add(layout);
        }
    }

    /** Of a layout that was added. */
    int number(byte[] layout) {
        return Objects.requireNonNull(numbers.get(ByteBuffer.wrap(layout)), "not added");
    }

    void pack() throws IOException {
        List<byte[]> run = new ArrayList<>();
        boolean grouped = false;
        for (byte[] layout : layouts) {
            byte[] alone = LayoutGroupWriter.encode(Collections.singletonList(layout));
            boolean canGroup = alone != null && alone.length <= BundleLimits.GROUP_SIZE;
            if (canGroup != grouped || run.size() == GROUP_LAYOUTS) {
                end(run, grouped);
                run.clear();
            }
            grouped = canGroup;
            run.add(layout);
        }
        end(run, grouped);
    }

    private void end(List<byte[]> run, boolean grouped) throws IOException {
        if (run.isEmpty()) {
            return;
        }
        byte[] decoded = grouped ? LayoutGroupWriter.encode(run) : joined(run);
        if (decoded != null
                && (decoded.length <= (grouped ? BundleLimits.GROUP_SIZE : BLOCK_SIZE) || run.size() == 1)) {
            blocks.add(new Block(decoded, run.size(), grouped));
        } else {
            int half = run.size() / 2;
            end(run.subList(0, half), grouped);
            end(run.subList(half, run.size()), grouped);
        }
    }

    private static byte[] joined(List<byte[]> run) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (byte[] layout : run) {
            block.write(layout, 0, layout.length);
        }
        return block.toByteArray();
    }

    List<byte[]> layouts() {
        return layouts;
    }

    List<Block> blocks() {
        return blocks;
    }
}
