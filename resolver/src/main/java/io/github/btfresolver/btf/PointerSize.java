// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** libbpf's {@code determine_ptr_size()}: a pointer is as large as the first {@code long} of 4 or 8 bytes. */
final class PointerSize {
    /** Where nothing tells. */
    static final int DEFAULT = 8;

    private static final Set<String> LONG_NAMES = new HashSet<>(Arrays.asList(
            "long",
            "long int",
            "int long",
            "unsigned long",
            "long unsigned",
            "unsigned long int",
            "unsigned int long",
            "long unsigned int",
            "long int unsigned",
            "int unsigned long",
            "int long unsigned"));

    private PointerSize() {}

    /** 4 or 8; 0 when the BTF does not tell. */
    static int told(Btf btf) {
        for (int id = 1; id < btf.typeCount(); id++) {
            if (btf.kind(id) == BtfKind.INT) {
                int size = btf.sizeField(id);
                // this runs before the names are checked
                boolean named = btf.strings().contains(btf.nameOffset(id));
                if ((size == 4 || size == 8) && named && LONG_NAMES.contains(btf.name(id))) {
                    return size;
                }
            }
        }
        return 0;
    }
}
