// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the index of a bundle: what {@link IndexInput} reads. */
final class IndexOutput {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    IndexOutput number(long value) {
        long rest = value;
        for (; rest >= 0x80; rest >>>= 7) {
            out.write((int) (rest & 0x7F) | 0x80);
        }
        out.write((int) rest);
        return this;
    }

    IndexOutput string(String string) {
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        return number(utf8.length).bytes(utf8);
    }

    IndexOutput bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    IndexOutput bytes(byte[] bytes, int start, int length) {
        out.write(bytes, start, length);
        return this;
    }

    /** 32 bits, little-endian. */
    IndexOutput fixed(int value) {
        out.write(value);
        out.write(value >> 8);
        out.write(value >> 16);
        out.write(value >> 24);
        return this;
    }

    int size() {
        return out.size();
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
