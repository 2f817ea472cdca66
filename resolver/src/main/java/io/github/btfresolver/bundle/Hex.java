// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import org.jspecify.annotations.Nullable;

/** Bytes as lower-case hex digits, and back. */
final class Hex {
    private Hex() {}

    static String of(byte[] bytes, int start, int length) {
        StringBuilder s = new StringBuilder(2 * length);
        for (int i = start; i < start + length; i++) {
            s.append(Character.forDigit(bytes[i] >> 4 & 0xF, 16)).append(Character.forDigit(bytes[i] & 0xF, 16));
        }
        return s.toString();
    }

    /** The bytes that these digits stand for; null when they are not pairs of hex digits. */
    static byte @Nullable [] parse(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(hex.charAt(2 * i), 16);
            int low = Character.digit(hex.charAt(2 * i + 1), 16);
            if (high < 0 || low < 0) {
                return null;
            }
            bytes[i] = (byte) ((high << 4) | low);
        }
        return hex.length() % 2 == 0 ? bytes : null;
    }
}
