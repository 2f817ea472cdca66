// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * How C spells the types without parts. A name of BTF is used when C for this target knows it in the same size;
 * otherwise a type of the same size takes its place.
 */
final class CScalars {
    private static final Set<String> INTEGER_WORDS =
            new HashSet<>(Arrays.asList("char", "short", "int", "long", "signed", "unsigned", "__int128", "_Bool"));

    private final Btf btf;

    CScalars(Btf btf) {
        this.btf = btf;
    }

    /** The C type of an INT or FLOAT, or of an enum by its size alone. */
    String name(int id) {
        long size = btf.sizeField(id) & 0xFFFFFFFFL;
        if (btf.kind(id) == BtfKind.FLOAT) {
            return isFloatInC(id) ? btf.name(id) : bytes(size);
        }
        boolean isInt = btf.kind(id) == BtfKind.INT;
        String name = isInt ? btf.name(id) : "";
        return sizeInC(name) == size ? name : integer(size, isInt ? btf.intEncoding(id) : 0);
    }

    /** Alignment in bytes of what {@link #name} gives. */
    int alignment(int id) {
        long size = btf.sizeField(id) & 0xFFFFFFFFL;
        boolean known = btf.kind(id) == BtfKind.FLOAT ? isFloatInC(id) : isIntegerSize(size);
        return known ? (int) size : 1;
    }

    /** The others (x86's {@code long double}, arm's half precision) clang for BPF knows not, or in another size. */
    private boolean isFloatInC(int id) {
        int size = btf.sizeField(id);
        return (size == 4 && btf.name(id).equals("float"))
                || (size == 8 && btf.name(id).equals("double"));
    }

    private static boolean isIntegerSize(long size) {
        return size <= 16 && Long.bitCount(size) == 1;
    }

    /** Size of the integer type of this name, the words of which may stand in any order; -1 when it is not C. */
    private long sizeInC(String name) {
        int longs = 0;
        long size = 4;
        for (String word : name.split(" ", -1)) {
            if (!INTEGER_WORDS.contains(word)) {
                return -1;
            }
            switch (word) {
                case "char":
                case "_Bool":
                    size = 1;
                    break;
                case "short":
                    size = 2;
                    break;
                case "__int128":
                    size = 16;
                    break;
                case "long":
                    longs++;
                    break;
                default:
                    break;
            }
        }
        return longs == 0 ? size : longs == 1 ? btf.pointerSize() : 8;
    }

    private String integer(long size, int encoding) {
        String sign = (encoding & 1) != 0 ? "" : "unsigned ";
        switch ((int) Math.min(size, 17)) {
            case 1:
                return (encoding & 4) != 0 ? "_Bool" : (encoding & 1) != 0 ? "signed char" : "unsigned char";
            case 2:
                return sign + "short";
            case 4:
                return sign + "int";
            case 8:
                return sign + "long long";
            case 16:
                return sign + "__int128";
            default:
                return bytes(size);
        }
    }

    private static String bytes(long size) {
        return "struct { unsigned char bytes[" + size + "]; }";
    }
}
