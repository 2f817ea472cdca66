// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.btf.TypeRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the words of records are, see {@link TypeRecord#shape}. Made once for each kind: what is true of a record is the
 * beginning of what is true of any longer one of its kind. Not safe for use by several threads.
 */
final class RecordShapes {
    private final byte[] @Nullable [] byKind = new byte[32][];

    /**
     * The sort of each word of a record, and perhaps of more.
     *
     * @param info its second word, of a kind that there is
     */
    byte[] of(int info) {
        int kind = info >>> 24 & 0x1F;
        byte[] known = byKind[kind];
        if (known == null || known.length < TypeRecord.length(info)) {
            known = TypeRecord.shape(info);
            byKind[kind] = known;
        }
        return known;
    }
}
