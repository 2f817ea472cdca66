// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Finds the GNU build id in ELF notes: a note section of a file, or {@code /sys/kernel/notes}. */
public final class GnuBuildId {
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int GNU = 'G' << 24 | 'N' << 16 | 'U' << 8;
    private static final int MAX_LENGTH = 64;

    private GnuBuildId() {}

    /**
     * Finds the first GNU build id.
     *
     * @param notes a sequence of notes in their own byte order; read by absolute index
     * @return lower-case hex digits; null when there is none before the end or the first malformed note
     */
    public static @Nullable String find(ByteBuffer notes) {
        int at = 0;
        while (notes.limit() - at >= 12) {
            long nameSize = notes.getInt(at) & 0xFFFFFFFFL;
            long descSize = notes.getInt(at + 4) & 0xFFFFFFFFL;
            int type = notes.getInt(at + 8);
            long desc = at + 12 + align4(nameSize);
            long next = desc + align4(descSize);
            if (desc + descSize > notes.limit()) {
                return null;
            }
            if (type == NT_GNU_BUILD_ID
                    && nameSize == 4
                    && descSize > 0
                    && descSize <= MAX_LENGTH
                    && isGnu(notes, at + 12)) {
                return hex(notes, (int) desc, (int) descSize);
            }
            at = (int) Math.min(next, notes.limit());
        }
        return null;
    }

    private static boolean isGnu(ByteBuffer notes, int at) {
        int name = notes.get(at) << 24 | notes.get(at + 1) << 16 | notes.get(at + 2) << 8 | notes.get(at + 3);
        return name == GNU;
    }

    private static long align4(long size) {
        return (size + 3) & ~3L;
    }

    private static String hex(ByteBuffer notes, int at, int length) {
        StringBuilder s = new StringBuilder(2 * length);
        for (int i = at; i < at + length; i++) {
            int b = notes.get(i) & 0xFF;
            s.append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 0xF, 16));
        }
        return s.toString();
    }
}
