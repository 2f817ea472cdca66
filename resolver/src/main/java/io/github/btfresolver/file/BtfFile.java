// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.file;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.elf.ElfFormatException;
import io.github.btfresolver.elf.ElfSection;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the BTF of a file: the whole file when it begins with BTF's magic, else the {@code .BTF} section of an ELF file
 * of any class, byte order and machine. What libbpf's {@code btf__parse()} does.
 */
public final class BtfFile {
    /** The section that holds types and strings. */
    public static final String BTF_SECTION = ".BTF";

    private static final String BASE_SECTION = ".BTF.base";
    private static final int FIRST_READ = 1 << 16;

    private BtfFile() {}

    /**
     * Reads the BTF of a file.
     *
     * @throws BtfFormatException when it holds BTF that is not well-formed, or is neither BTF nor ELF
     * @throws ElfFormatException when it is ELF that is not well-formed, or has no {@code .BTF}
     * @throws IOException when it cannot be read
     */
    public static Btf read(File file) throws IOException {
        String source = file.getPath();
        byte[] start = FileStart.read(file, BtfHeader.LENGTH_WITH_LAYOUT);
        if (BtfHeader.orderOf(start) != null) {
            return Btf.parse(readRaw(file, start), source);
        }
        if (!ElfFile.isElf(start)) {
            throw neitherBtfNorElf(source, start.length);
        }
        try (ElfFile elf = ElfFile.open(file)) {
            return fromElf(elf);
        }
    }

    /** As much as the header says that there is; what may lie behind it is nobody's. */
    private static byte[] readRaw(File file, byte[] start) throws IOException {
        long length = file.length();
        boolean isLengthTold =
                length > 0 || start.length < BtfHeader.LENGTH_WITH_LAYOUT; // files of /sys may report none
        long size = isLengthTold ? Math.max(length, start.length) : BtfHeader.MAX_SIZE;
        return FileStart.read(file, BtfHeader.parse(start, size, file.getPath()).end());
    }

    /**
     * The same for a file that is already in memory; the bytes are kept and must not change any more.
     *
     * @param source what to name in messages
     */
    public static Btf parse(byte[] bytes, String source) throws IOException {
        if (BtfHeader.orderOf(bytes) != null) {
            return Btf.parse(bytes, source);
        }
        if (!ElfFile.isElf(bytes)) {
            throw neitherBtfNorElf(source, bytes.length);
        }
        try (ElfFile elf = ElfFile.of(bytes, source)) {
            return fromElf(elf);
        }
    }

    /**
     * Reads the split BTF of a kernel module: raw, as in {@code /sys/kernel/btf/MODULE}, or in the module's ELF file, where
     * a stand-in base ({@code .BTF.base}) is replaced by the real one.
     *
     * @param base of the kernel that the module belongs to
     * @return the types of both
     */
    public static Btf readSplit(File file, Btf base) throws IOException {
        byte[] bytes = readAll(file);
        String source = file.getPath();
        if (BtfHeader.orderOf(bytes) != null) {
            return Btf.parseSplit(bytes, base, source);
        }
        if (!ElfFile.isElf(bytes)) {
            throw neitherBtfNorElf(source, bytes.length);
        }
        try (ElfFile elf = ElfFile.of(bytes, source)) {
            Btf standIn = standIn(elf);
            byte[] split = readSection(elf, BTF_SECTION);
            return standIn == null ? Btf.parseSplit(split, base, source) : Btf.parseSplit(split, standIn, base, source);
        }
    }

    /**
     * The BTF in an ELF file's {@code .BTF} section; the last one when there are several, as libbpf has it. With a {@code
     * .BTF.base} section beside it, split BTF on that.
     *
     * @throws ElfFormatException when there is none, or it is not of type PROGBITS
     */
    public static Btf fromElf(ElfFile elf) throws IOException {
        byte[] bytes = readSection(elf, BTF_SECTION);
        if (bytes.length == 0) {
            throw new ElfFormatException(elf.source(), "no BTF: section .BTF is empty");
        }
        Btf standIn = standIn(elf);
        return standIn == null
                ? Btf.parse(bytes, elf.source(), pointerSize(elf))
                : Btf.parseSplit(bytes, standIn, elf.source());
    }

    private static @Nullable Btf standIn(ElfFile elf) throws IOException {
        return elf.lastSection(BASE_SECTION) == null
                ? null
                : Btf.parse(readSection(elf, BASE_SECTION), elf.source() + " " + BASE_SECTION, pointerSize(elf));
    }

    private static int pointerSize(ElfFile elf) {
        return elf.is64Bit() ? 8 : 4;
    }

    /**
     * The contents of a BTF section of an ELF file.
     *
     * @throws ElfFormatException when there is none of that name, or it is not of type PROGBITS
     */
    public static byte[] readSection(ElfFile elf, String name) throws IOException {
        ElfSection section = elf.lastSection(name);
        if (section == null) {
            throw new ElfFormatException(elf.source(), "no BTF: an ELF file without a section " + name);
        }
        if (section.type() != ElfSection.PROGBITS) {
            throw new ElfFormatException(
                    elf.source(),
                    "section " + section.index() + " " + name + ": expected type 1 (PROGBITS), found "
                            + section.type());
        }
        return elf.read(section);
    }

    /**
     * Reads a whole file up to {@link BtfHeader#MAX_SIZE}. Files of {@code /sys} may report no length, so it reads to
     * the end.
     */
    public static byte[] readAll(File file) throws IOException {
        try (InputStream in = FileStart.open(file)) {
            long length = file.length();
            if (length > BtfHeader.MAX_SIZE) {
                throw tooLarge(file);
            }
            byte[] bytes = FileStart.grow(new byte[0], (int) Math.max(FIRST_READ, length + 1), file);
            int size = 0;
            for (int n; (n = FileStart.read(in, bytes, size, file)) > 0; ) {
                size += n;
                if (size > BtfHeader.MAX_SIZE) {
                    throw tooLarge(file);
                }
                if (size == bytes.length) {
                    bytes = FileStart.grow(bytes, (int) Math.min(2L * size, BtfHeader.MAX_SIZE + 1L), file);
                }
            }
            return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }
    }

    private static IOException tooLarge(File file) {
        return new IOException(file + ": over the limit of " + BtfHeader.MAX_SIZE + " bytes");
    }

    private static BtfFormatException neitherBtfNorElf(String source, int size) {
        return new BtfFormatException(source, size == 0 ? "the file is empty" : "neither BTF nor ELF");
    }
}
