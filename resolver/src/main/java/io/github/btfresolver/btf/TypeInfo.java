// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * The packed second word of a type record: vlen in bits 0 to 23, kind in bits 24 to 30, kflag in bit 31. Older kernels
 * define 16 and 5 bits and leave the rest 0, so this reading fits both.
 */
final class TypeInfo {
    static final int MAX_VLEN = 0xFFFFFF;

    private TypeInfo() {}

    static int vlen(int info) {
        return info & MAX_VLEN;
    }

    static int kindNumber(int info) {
        return info >>> 24 & 0x7F;
    }

    static boolean kflag(int info) {
        return info < 0;
    }

    static int of(BtfKind kind, boolean kflag, int vlen) {
        return (kflag ? 1 << 31 : 0) | kind.number() << 24 | vlen;
    }
}
