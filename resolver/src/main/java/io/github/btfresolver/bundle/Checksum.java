// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.util.zip.CRC32;

/**
 * CRC-32, as zip has it: notices every change of up to 32 bits in a row, and all but one in four thousand million others. It
 * is against damage only; a SHA-256 would not be against more, since who changes the bundle can change that, too, and the
 * first one in a JVM costs as much time as everything else of a lookup.
 */
final class Checksum {
    static final int LENGTH = 4;

    private Checksum() {}

    static int of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static int of(byte[] bytes, int start, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, start, length);
        return (int) crc.getValue();
    }

    /** Eight hex digits, for messages. */
    static String text(int checksum) {
        String digits = Integer.toHexString(checksum);
        return "00000000".substring(digits.length()) + digits;
    }
}
