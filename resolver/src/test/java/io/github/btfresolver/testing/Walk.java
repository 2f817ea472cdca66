// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.BtfType;
import io.github.btfresolver.btf.RawDump;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Set;

/** Asks a BTF everything that it can be asked: nothing of it may throw. */
public final class Walk {
    private static final Set<BtfKind> REFERENCES = EnumSet.of(
            BtfKind.PTR,
            BtfKind.ARRAY,
            BtfKind.TYPEDEF,
            BtfKind.VOLATILE,
            BtfKind.CONST,
            BtfKind.RESTRICT,
            BtfKind.TYPE_TAG,
            BtfKind.DECL_TAG,
            BtfKind.VAR,
            BtfKind.FUNC,
            BtfKind.FUNC_PROTO);

    private static final Set<BtfKind> ELEMENTS = EnumSet.of(
            BtfKind.STRUCT, BtfKind.UNION, BtfKind.ENUM, BtfKind.ENUM64, BtfKind.FUNC_PROTO, BtfKind.DATASEC);

    private Walk() {}

    public static void over(Btf btf) throws IOException {
        assertTrue(btf.pointerSize() == 4 || btf.pointerSize() == 8);
        for (int id = 0; id < btf.typeCount(); id++) {
            btf.name(id);
            btf.sizeOf(id);
            try {
                assertTrue(!btf.kind(btf.skipModifiers(id)).isModifierOrTypedef());
            } catch (BtfFormatException e) {
                assertTrue(e.getMessage().contains("cycle"), e.getMessage());
            }
            if (id != 0) {
                elements(btf, id);
            }
        }
        RawDump.write(btf, new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] b, int offset, int length) {}
        });
    }

    private static void elements(Btf btf, int id) {
        BtfKind kind = btf.kind(id);
        BtfType type = btf.type(id);
        assertEquals(kind.isComposite() ? btf.vlen(id) : 0, type.members().size());
        if (REFERENCES.contains(kind)) {
            type.target().kind();
        }
        for (int i = 0; ELEMENTS.contains(kind) && i < btf.vlen(id); i++) {
            if (kind == BtfKind.DATASEC) {
                btf.name(btf.entryType(id, i));
                btf.entryOffset(id, i);
                btf.entrySize(id, i);
                continue;
            }
            btf.elementName(id, i);
            if (kind.isAnyEnum()) {
                btf.enumeratorValue(id, i);
            } else {
                btf.name(btf.elementType(id, i));
            }
            if (kind.isComposite()) {
                btf.memberBitOffset(id, i);
                btf.memberBitfieldSize(id, i);
            }
        }
        if (kind == BtfKind.ARRAY) {
            btf.name(btf.arrayElementType(id));
            btf.name(btf.arrayIndexType(id));
            btf.arrayLength(id);
        }
    }
}
