// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/** libbpf's {@code btf__resolve_size()}; see {@link Btf#sizeOf}. */
final class TypeSize {
    /** As in libbpf ({@code MAX_RESOLVE_DEPTH}). */
    private static final int MAX_RESOLVE_DEPTH = 32;

    private TypeSize() {}

    static long of(Btf btf, int id) {
        long count = 1;
        int at = id;
        for (int steps = 0; steps < MAX_RESOLVE_DEPTH; steps++) {
            switch (btf.kind(at)) {
                case INT:
                case STRUCT:
                case UNION:
                case ENUM:
                case ENUM64:
                case DATASEC:
                case FLOAT:
                    return product(count, btf.sizeField(at) & 0xFFFFFFFFL);
                case PTR:
                    return product(count, btf.pointerSize());
                case TYPEDEF:
                case VOLATILE:
                case CONST:
                case RESTRICT:
                case VAR:
                case DECL_TAG:
                case TYPE_TAG:
                    at = btf.typeField(at);
                    break;
                case ARRAY:
                    count = product(count, btf.arrayLength(at) & 0xFFFFFFFFL);
                    at = btf.arrayElementType(at);
                    break;
                default:
                    return -1;
            }
            if (count < 0) {
                return -1;
            }
        }
        return -1;
    }

    private static long product(long count, long size) {
        long product = count * size;
        return count != 0 && (product / count != size || product > 0xFFFFFFFFL) ? -1 : product;
    }
}
