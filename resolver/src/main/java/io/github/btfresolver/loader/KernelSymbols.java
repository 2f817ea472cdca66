// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What an object's data asks of the kernel's own BTF (libbpf's {@code obj_needs_vmlinux_btf()}): external functions and
 * variables with types, and implementations of the kernel's structs. Read from the sections in its BTF.
 */
public final class KernelSymbols {
    private static final String KSYMS = ".ksyms";
    private static final String STRUCT_OPS = ".struct_ops";

    private final List<String> kfuncs = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final List<String> structOps = new ArrayList<>();

    private KernelSymbols() {}

    /**
     * Reads an object's types.
     *
     * @throws BtfFormatException when modifiers of a variable's type go round in a circle
     */
    public static KernelSymbols of(Btf object) throws BtfFormatException {
        KernelSymbols symbols = new KernelSymbols();
        for (int id = 1; id < object.typeCount(); id++) {
            if (object.kind(id) == BtfKind.DATASEC) {
                symbols.addSection(object, id);
            }
        }
        return symbols;
    }

    private void addSection(Btf btf, int section) throws BtfFormatException {
        String name = btf.name(section);
        if (name.equals(KSYMS)) {
            for (int i = 0, n = btf.vlen(section); i < n; i++) {
                addSymbol(btf, btf.entryType(section, i));
            }
        } else if (isStructOps(name)) {
            for (int i = 0, n = btf.vlen(section); i < n; i++) {
                structOps.add(btf.name(btf.entryType(section, i)));
            }
        }
    }

    /** An untyped variable ({@code extern const void x __ksym}) is looked up in /proc/kallsyms. */
    private void addSymbol(Btf btf, int symbol) throws BtfFormatException {
        if (btf.kind(symbol) == BtfKind.FUNC) {
            kfuncs.add(btf.name(symbol));
        } else if (btf.kind(symbol) == BtfKind.VAR && btf.skipModifiers(btf.typeField(symbol)) != 0) {
            variables.add(btf.name(symbol));
        }
    }

    /** Also with {@code ?} in front, which does not keep libbpf from looking for the kernel's BTF. */
    private static boolean isStructOps(String section) {
        String name = section.startsWith("?") ? section.substring(1) : section;
        return name.equals(STRUCT_OPS) || name.equals(STRUCT_OPS + ".link");
    }

    /** Functions of the kernel that programs call, weak ones too. */
    public List<String> kfuncs() {
        return kfuncs;
    }

    /** Typed variables of the kernel that programs read, weak ones too. */
    public List<String> variables() {
        return variables;
    }

    /** Maps that implement a struct of the kernel's. */
    public List<String> structOps() {
        return structOps;
    }
}
