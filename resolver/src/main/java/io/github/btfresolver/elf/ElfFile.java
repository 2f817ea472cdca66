// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ELF file of either class and byte order: its header and section table, and the contents of sections on demand.
 * Every offset and size is checked against the file before anything is allocated.
 *
 * <p>Not safe for use by several threads. Owns the open file; {@link #close()} it.
 */
public final class ElfFile implements Closeable {
    private final String source;
    private final ElfInput input;
    private final ElfHeader header;
    private final List<ElfSection> sections;

    private ElfFile(String source, ElfInput input) throws IOException {
        this.source = source;
        this.input = input;
        header = ElfHeader.read(source, input);
        sections = Collections.unmodifiableList(new SectionTable(source, input, header).read());
    }

    /** Whether a file starting with these bytes may be ELF. */
    public static boolean isElf(byte[] start) {
        return start.length >= 4 && start[0] == 0x7F && start[1] == 'E' && start[2] == 'L' && start[3] == 'F';
    }

    /**
     * Opens a file.
     *
     * @throws ElfFormatException when it is not well-formed ELF
     */
    public static ElfFile open(File file) throws IOException {
        ElfInput input = ElfInput.open(file);
        boolean opened = false;
        try {
            ElfFile elf = new ElfFile(file.getPath(), input);
            opened = true;
            return elf;
        } finally {
            if (!opened) {
                input.close();
            }
        }
    }

    /**
     * Opens an image in memory, which must not change any more.
     *
     * @param source what to name in messages
     * @throws ElfFormatException when it is not well-formed ELF
     */
    public static ElfFile of(byte[] bytes, String source) throws IOException {
        return new ElfFile(source, ElfInput.of(bytes));
    }

    /** The file, as the user knows it. */
    public String source() {
        return source;
    }

    /** Whether it is of class ELFCLASS64. */
    public boolean is64Bit() {
        return header.is64Bit();
    }

    public ByteOrder order() {
        return header.order();
    }

    /** {@code e_type}: 1 for a relocatable object. */
    public int type() {
        return header.type();
    }

    /** {@code e_machine}: 247 for BPF. */
    public int machine() {
        return header.machine();
    }

    /** All sections in order of the table, without the empty section 0. */
    public List<ElfSection> sections() {
        return sections;
    }

    /** The last section with this name, which is the one libbpf takes for {@code .BTF}; null when there is none. */
    public @Nullable ElfSection lastSection(String name) {
        ElfSection found = null;
        for (ElfSection section : sections) {
            if (section.name().equals(name)) {
                found = section;
            }
        }
        return found;
    }

    /** The first section with this name, which is the one libbpf takes for programs; null when there is none. */
    public @Nullable ElfSection firstSection(String name) {
        for (ElfSection section : sections) {
            if (section.name().equals(name)) {
                return section;
            }
        }
        return null;
    }

    /** The contents of a section, as a new array; empty for one that takes no space in the file. */
    public byte[] read(ElfSection section) throws IOException {
        if (section.type() == ElfSection.NOBITS) {
            return new byte[0];
        }
        return input.read(
                source, section.offset(), section.size(), "section " + section.index() + " " + section.name());
    }

    /** The GNU build id from the file's notes, in lower-case hex digits; null when it has none. */
    public @Nullable String buildId() throws IOException {
        long size = 0;
        for (ElfSection section : sections) {
            if (section.type() == ElfSection.NOTE) {
                byte[] notes = read(section);
                size += notes.length;
                if (size > input.size()) {
                    throw new ElfFormatException(
                            source,
                            "note sections up to " + section.index() + " " + section.name() + " overlap: they have "
                                    + size + " bytes, the file has " + input.size());
                }
                String id = GnuBuildId.find(ByteBuffer.wrap(notes).order(order()));
                if (id != null) {
                    return id;
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
