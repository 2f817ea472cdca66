// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.elf.GnuBuildId;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ELF notes, as {@code /sys/kernel/notes} shows them, in either byte order. */
final class NotesTarget implements FuzzTarget {
    private static final Bounded BOUNDED = Bounded.of("notes").throwingNothing();
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";

    @Override
    public void run(byte[] input) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            String id = BOUNDED.read(
                    input.length, () -> GnuBuildId.find(ByteBuffer.wrap(input).order(order)));
            if (id != null && (id.isEmpty() || id.length() > 128 || !id.matches("([0-9a-f]{2})+"))) {
                throw new AssertionError("not a build id: " + id);
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        byte[] little = Samples.buildIdNote(ID, ByteOrder.LITTLE_ENDIAN);
        byte[] xen = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4)
                .putInt(8)
                .putInt(1)
                .put("Xen\0linux\0\0\0".getBytes(StandardCharsets.US_ASCII))
                .array();
        byte[] both = ByteBuffer.allocate(xen.length + little.length)
                .put(xen)
                .put(little)
                .array();
        return List.of(little, Samples.buildIdNote(ID, ByteOrder.BIG_ENDIAN), both, new byte[12]);
    }
}
