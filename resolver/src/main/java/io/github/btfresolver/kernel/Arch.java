// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.util.Locale;

/**
 * Architecture names, normalised to those of BTFHub's directories: what {@code uname -m} prints, but {@code arm64}.
 * Kernels, Debian, Java and container tools each have their own.
 */
public final class Arch {
    private static final String[][] ALIASES = {
        {"x86_64", "amd64", "x64", "x86-64"},
        {"arm64", "aarch64"},
        {"i686", "i386", "i486", "i586", "x86"},
        {"armv7l", "armhf", "armv7", "arm", "armv8l"},
        {"ppc64le", "ppc64el", "powerpc64le"},
        {"ppc64", "powerpc64"},
        {"s390x"},
        {"riscv64"},
        {"loongarch64"},
        {"mips64"},
    };

    private Arch() {}

    /** The normalised form of an architecture's name; an unknown name is returned in lower case. */
    public static String normalize(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String[] aliases : ALIASES) {
            for (String alias : aliases) {
                if (alias.equals(lower)) {
                    return aliases[0];
                }
            }
        }
        return lower;
    }

    /** Whether a name is one that {@link #normalize} knows. */
    public static boolean isKnown(String name) {
        String normal = normalize(name);
        for (String[] aliases : ALIASES) {
            if (aliases[0].equals(normal)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an architecture of this name has 64 bits. */
    static boolean is64Bit(String name) {
        return name.contains("64") || name.equals("s390x");
    }
}
