// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.cache.Kept;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is to be known of a kernel's kept BTF, and what is left of it may not tell.
 *
 * @param pointerSize of the whole BTF
 * @param wholeSize of the whole BTF in bytes
 * @param roots the names that it was reduced to, one byte a char; empty for a form for all
 */
record KeptFacts(int pointerSize, int wholeSize, Set<String> roots) {
    private static final int NUMBERS = 2 * Integer.BYTES;

    /** @param kept by this code: an entry's checksum is that of its facts too */
    static KeptFacts of(Kept kept) {
        ByteBuffer in = ByteBuffer.wrap(kept.facts());
        int pointerSize = in.getInt();
        int wholeSize = in.getInt();
        Set<String> roots = new LinkedHashSet<>();
        String names = StandardCharsets.ISO_8859_1.decode(in).toString();
        if (!names.isEmpty()) {
            Collections.addAll(roots, names.split("\0", -1));
        }
        return new KeptFacts(pointerSize, wholeSize, roots);
    }

    byte[] bytes() {
        byte[] names = String.join("\0", roots).getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(NUMBERS + names.length)
                .putInt(pointerSize)
                .putInt(wholeSize)
                .put(names)
                .array();
    }
}
