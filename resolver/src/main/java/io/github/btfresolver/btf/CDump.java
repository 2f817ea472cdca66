// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * A C header with the types of a BTF, as {@code bpftool btf dump file F format c} makes {@code vmlinux.h}: compiled by
 * clang for BPF, every struct has the size and every member the place that the BTF says. The text is not bpftool's.
 *
 * <p>Of a 32-bit kernel, a program compiled for BPF has 8-byte pointers and {@code long}s where that kernel has 4, so
 * only a compiler for a 32-bit machine gives the original layout; CO-RE makes up for the difference.
 */
public final class CDump {
    private static final String BEFORE = "#ifndef __VMLINUX_H__\n"
            + "#define __VMLINUX_H__\n"
            + "\n"
            + "#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n"
            + "#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)\n"
            + "#endif\n"
            + "\n";
    private static final String AFTER = "#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n"
            + "#pragma clang attribute pop\n"
            + "#endif\n"
            + "\n"
            + "#endif /* __VMLINUX_H__ */\n";

    private static final int BUFFER_SIZE = 1 << 16;

    private final Btf btf;
    private final CNames names;
    private final CLayouts layouts;
    private final CTypeWriter types;
    private final StringBuilder text = new StringBuilder(BUFFER_SIZE);

    private CDump(Btf btf) {
        this.btf = btf;
        CScalars scalars = new CScalars(btf);
        names = new CNames(btf);
        layouts = new CLayouts(btf, scalars);
        types = new CTypeWriter(btf, names, scalars, layouts);
    }

    /**
     * Writes the header. The stream stays open.
     *
     * @throws BtfFormatException when a type contains itself, or types are nested without end or sense
     */
    public static void write(Btf btf, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_SIZE);
        CDump dump = new CDump(btf);
        dump.text.append(BEFORE);
        CDefinitionOrder order = new CDefinitionOrder(btf, dump.names, dump.new Definitions());
        for (int id = 1; id < btf.typeCount(); id++) {
            if (!dump.names.of(id).isEmpty() && btf.kind(id) != BtfKind.FWD) {
                order.visit(id);
                dump.flush(buffered);
            }
        }
        for (int id = 1; id < btf.typeCount(); id++) {
            dump.constants(id);
            dump.flush(buffered);
        }
        dump.text.append(AFTER);
        dump.flush(buffered);
        buffered.flush();
    }

    private void flush(OutputStream out) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        text.setLength(0);
    }

    /** An unnamed enum that no type mentions is there for its enumerators. */
    private void constants(int id) throws BtfFormatException {
        if (btf.kind(id).isAnyEnum() && names.of(id).isEmpty() && btf.vlen(id) != 0 && !types.isWritten(id)) {
            types.body(text, id, "", 0);
            text.append(";\n\n");
        }
    }

    private final class Definitions implements CDefinitionOrder.Sink {
        /** By keyword and name, since a declaration and the definition that it means are two types. */
        private final Set<String> known = new HashSet<>();

        @Override
        public void declare(int id) {
            String name = names.withKeyword(id);
            if (known.add(name)) {
                text.append(name).append(";\n\n");
            }
        }

        @Override
        public void define(int id) throws BtfFormatException {
            BtfKind kind = btf.kind(id);
            if (kind.isComposite()) {
                layouts.add(id);
            }
            if (names.of(id).isEmpty()) {
                return;
            }
            if (kind == BtfKind.TYPEDEF) {
                text.append("typedef ");
                types.declaration(text, btf.typeField(id), names.of(id), 0);
            } else if (names.isForward(id)) {
                text.append(names.withKeyword(id));
            } else {
                known.add(names.withKeyword(id));
                types.body(text, id, names.of(id), 0);
            }
            text.append(";\n\n");
        }
    }
}
