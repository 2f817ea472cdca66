// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import java.nio.charset.StandardCharsets;

/** A little-endian kernel in ELF with one lie in it. */
final class OtherBuildId {
    /** The header of the note NT_GNU_BUILD_ID: length of the name, of the build id, type, name. */
    private static final String NOTE = "\4\0\0\0\24\0\0\0\3\0\0\0GNU\0";

    private OtherBuildId() {}

    static byte[] of(byte[] elf) {
        int note = new String(elf, StandardCharsets.ISO_8859_1).indexOf(NOTE);
        if (note < 0) {
            throw new IllegalArgumentException("no build id of 20 bytes");
        }
        byte[] other = elf.clone();
        other[note + NOTE.length()] ^= 1;
        return other;
    }
}
