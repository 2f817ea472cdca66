// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.elf.ElfSection;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a vmlinux says about itself.
 *
 * @param release from the banner that the kernel prints when it boots; null when it has none, or several that differ
 * @param arch null for a machine that is not known
 * @param buildId null when it has none
 */
record VmlinuxElf(
        @Nullable String release,
        @Nullable String arch,
        @Nullable String buildId) {
    private static final byte[] BANNER = "Linux version ".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LONGEST_RELEASE = 64;

    static VmlinuxElf of(ElfFile elf) throws IOException {
        ElfSection readOnly = elf.firstSection(".rodata");
        String release = readOnly == null ? null : release(elf.read(readOnly));
        return new VmlinuxElf(release, arch(elf), elf.buildId());
    }

    /** The word after each "Linux version " that begins with a digit: format strings have the text, too. */
    private static @Nullable String release(byte[] data) {
        String found = null;
        for (int i = 0; i + BANNER.length < data.length; i++) {
            if (!isBanner(data, i)) {
                continue;
            }
            String release = word(data, i + BANNER.length);
            if (release == null || (found != null && !found.equals(release))) {
                return null;
            }
            found = release;
        }
        return found;
    }

    private static boolean isBanner(byte[] data, int at) {
        int end = at + BANNER.length;
        return data[at] == BANNER[0]
                && Arrays.equals(data, at, end, BANNER, 0, BANNER.length)
                && data[end] >= '0'
                && data[end] <= '9';
    }

    private static @Nullable String word(byte[] data, int start) {
        for (int end = start; end < data.length && end - start <= LONGEST_RELEASE; end++) {
            if (data[end] <= ' ' || data[end] == 0x7F) {
                return data[end] == ' ' ? new String(data, start, end - start, StandardCharsets.ISO_8859_1) : null;
            }
        }
        return null;
    }

    private static @Nullable String arch(ElfFile elf) {
        return switch (elf.machine()) {
            case 3 -> "i686";
            case 8 -> elf.is64Bit() ? "mips64" : null;
            case 21 -> elf.order() == ByteOrder.LITTLE_ENDIAN ? "ppc64le" : "ppc64";
            case 22 -> elf.is64Bit() ? "s390x" : null;
            case 40 -> "armv7l";
            case 62 -> "x86_64";
            case 183 -> "arm64";
            case 243 -> elf.is64Bit() ? "riscv64" : null;
            case 258 -> elf.is64Bit() ? "loongarch64" : null;
            default -> null;
        };
    }
}
