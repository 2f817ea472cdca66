// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A string section being made: each string once, in order of first use, the empty one at offset 0. */
final class StringTable {
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private int size;

    StringTable() {
        add("");
    }

    int add(String string) {
        Integer known = offsets.get(string);
        if (known != null) {
            return known;
        }
        int offset = size;
        offsets.put(string, offset);
        size += string.length() + 1;
        return offset;
    }

    ByteBuffer section() {
        ByteBuffer section = ByteBuffer.allocate(size);
        for (String string : offsets.keySet()) {
            section.put(string.getBytes(StandardCharsets.ISO_8859_1)).put((byte) 0);
        }
        section.flip();
        return section;
    }
}
