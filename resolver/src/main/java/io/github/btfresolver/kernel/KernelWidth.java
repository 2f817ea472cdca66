// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/** Which architecture the kernel has, where the JVM may have 32 bits and the kernel 64; and how wide one is. */
public final class KernelWidth {
    private static final String SYMBOLS = "/proc/kallsyms";

    private KernelWidth() {}

    /**
     * The kernel's architecture, where the JVM has 32 bits.
     *
     * @param osArch the JVM's {@code os.arch}, which is what the JVM was compiled for
     * @return null when it cannot be told
     */
    static @Nullable String machine(HostRoot root, String osArch) {
        switch (digits(root)) {
            case 8:
                return osArch;
            case 16:
                return wide(osArch);
            default:
                return null;
        }
    }

    /** Bytes of a pointer on an architecture, in any spelling: 4 or 8; 8 for one that is not known. */
    public static int pointerSize(String arch) {
        return Arch.is64Bit(arch) || !Arch.isKnown(arch) ? 8 : 4;
    }

    /**
     * Bytes of a pointer on a machine.
     *
     * @param machine its architecture; null to ask
     */
    public static int pointerSize(HostRoot root, @Nullable String machine) {
        return pointerSize(machine == null ? Uname.read(root).machine() : machine);
    }

    /** How many hexadecimal digits the kernel writes an address with, also one that it does not tell; 0 if not known. */
    private static int digits(HostRoot root) {
        String symbols = root.text(SYMBOLS);
        return symbols == null ? 0 : symbols.concat(" ").indexOf(' ');
    }

    private static @Nullable String wide(String osArch) {
        String narrow = Arch.normalize(osArch);
        return narrow.equals("i686") ? "x86_64" : narrow.equals("armv7l") ? "aarch64" : null;
    }
}
