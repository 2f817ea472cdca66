// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.elf.ElfFormatException;
import io.github.btfresolver.elf.ElfSection;
import io.github.btfresolver.file.BtfFile;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled BPF object: its own types, its CO-RE relocation records and the instructions that they are about.
 * Immutable, but that callers must not change the arrays it gives out.
 */
public final class BpfObject {
    private static final String BTF_SECTION = ".BTF";
    private static final String BTF_EXT_SECTION = ".BTF.ext";

    private final String source;
    private final ByteOrder order;
    private final Btf btf;
    private final List<CoreRelocation> relocations;
    private final List<BpfFunction> functions;
    private final Map<String, byte[]> code;

    /** @param ext null for none */
    private BpfObject(ElfFile elf, Btf btf, @Nullable BtfExt ext, long fileSize) throws IOException {
        source = elf.source();
        order = elf.order();
        this.btf = btf;
        relocations = ext == null ? Collections.<CoreRelocation>emptyList() : ext.relocations();
        functions = ext == null ? Collections.<BpfFunction>emptyList() : ext.functions();
        code = readCode(elf, fileSize);
    }

    /** Reads an object file. */
    public static BpfObject read(File file) throws IOException {
        return parse(BtfFile.readAll(file), file.getPath());
    }

    /**
     * Reads an object that is in memory; the bytes must not change any more.
     *
     * @param source what to name in messages
     * @throws IOException ElfFormatException or BtfFormatException when it is not a BPF object with types and {@code
     *     .BTF.ext}
     */
    public static BpfObject parse(byte[] bytes, String source) throws IOException {
        try (ElfFile elf = elf(bytes, source)) {
            Btf btf = BtfFile.fromElf(elf);
            if (elf.lastSection(BTF_EXT_SECTION) == null) {
                throw new ElfFormatException(
                        source,
                        "no CO-RE relocations: section .BTF.ext not found (is it compiled with -g -target bpf?)");
            }
            return new BpfObject(elf, btf, ext(elf, btf), bytes.length);
        }
    }

    /**
     * The same for one that may have been compiled without {@code -g}. Without {@code .BTF.ext} it has no relocations, and no
     * records of its functions; without {@code .BTF} it has no types.
     */
    public static BpfObject parseAny(byte[] bytes, String source) throws IOException {
        try (ElfFile elf = elf(bytes, source)) {
            boolean typed = elf.lastSection(BTF_SECTION) != null;
            Btf btf = typed ? BtfFile.fromElf(elf) : Btf.parse(new BtfBuilder(elf.order()).build(), source);
            BtfExt ext = elf.lastSection(BTF_EXT_SECTION) == null ? null : ext(elf, btf);
            return new BpfObject(elf, btf, ext, bytes.length);
        }
    }

    private static ElfFile elf(byte[] bytes, String source) throws IOException {
        if (!ElfFile.isElf(bytes)) {
            throw new ElfFormatException(
                    source, bytes.length == 0 ? "the file is empty" : "not a BPF object: not an ELF file");
        }
        return ElfFile.of(bytes, source);
    }

    private static BtfExt ext(ElfFile elf, Btf btf) throws IOException {
        return BtfExt.read(BtfFile.readSection(elf, BTF_EXT_SECTION), btf, elf.source());
    }

    /** Of sections with one name libbpf takes the first, be it code or not. */
    private static Map<String, byte[]> readCode(ElfFile elf, long fileSize) throws IOException {
        Map<String, byte[]> code = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        long size = 0;
        for (ElfSection section : elf.sections()) {
            boolean program = section.type() == ElfSection.PROGBITS && section.isExecutable();
            if (names.add(section.name()) && program) {
                byte[] bytes = elf.read(section);
                size += bytes.length;
                if (size > fileSize) {
                    throw new ElfFormatException(
                            elf.source(),
                            "sections of code up to " + section.index() + " " + section.name() + " overlap: they have "
                                    + size + " bytes, the file has " + fileSize);
                }
                code.put(section.name(), bytes);
            }
        }
        return code;
    }

    /** The file, as the user knows it. */
    public String source() {
        return source;
    }

    /** Byte order of the machine that it is compiled for. */
    public ByteOrder order() {
        return order;
    }

    /** Its own types, which relocation records refer to. */
    public Btf btf() {
        return btf;
    }

    /** In file order, across all sections. */
    public List<CoreRelocation> relocations() {
        return relocations;
    }

    /** The functions that {@code .BTF.ext} has a record of, programs and subprograms, in file order. */
    public List<BpfFunction> functions() {
        return functions;
    }

    /** The names of its sections of code, in file order; {@code .text} holds subprograms, the others programs. */
    public List<String> codeSections() {
        return new ArrayList<>(code.keySet());
    }

    /** A copy of the instructions of a section; null when there is no such section of code. */
    public byte @Nullable [] code(String section) {
        byte[] bytes = code.get(section);
        return bytes == null ? null : bytes.clone();
    }
}
