// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

/** One row of an ELF file's section table. Immutable. */
public final class ElfSection {
    /** {@code SHT_PROGBITS}: contents defined by the program. */
    public static final int PROGBITS = 1;

    /** {@code SHT_SYMTAB}. */
    public static final int SYMTAB = 2;

    /** {@code SHT_NOTE}. */
    public static final int NOTE = 7;

    /** {@code SHT_NOBITS}: takes no space in the file. */
    public static final int NOBITS = 8;

    private static final int EXECUTABLE = 4;

    private final int index;
    private final String name;
    private final int type;
    private final long flags;
    private final long offset;
    private final long size;
    private final int link;

    ElfSection(int index, String name, int type, long flags, long offset, long size, int link) {
        this.index = index;
        this.name = name;
        this.type = type;
        this.flags = flags;
        this.offset = offset;
        this.size = size;
        this.link = link;
    }

    /** Position in the section table. */
    public int index() {
        return index;
    }

    public String name() {
        return name;
    }

    /** {@code sh_type}. */
    public int type() {
        return type;
    }

    /** Whether {@code SHF_EXECINSTR} is set. */
    public boolean isExecutable() {
        return (flags & EXECUTABLE) != 0;
    }

    /** Where the contents start in the file. */
    public long offset() {
        return offset;
    }

    /** Size of the contents in bytes. */
    public long size() {
        return size;
    }

    /** {@code sh_link}: of a symbol table, the index of its string table. */
    int link() {
        return link;
    }
}
