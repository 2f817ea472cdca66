// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The text that {@code bpftool btf dump file F format raw} prints, byte for byte. */
public final class RawDump {
    private static final String[] LINKAGE = {"static", "global", "extern"};

    private final Btf btf;
    private final StringBuilder line = new StringBuilder(256);

    private RawDump(Btf btf) {
        this.btf = btf;
    }

    /** Writes one record a type, in order of type id; of split BTF its own types. The stream stays open. */
    public static void write(Btf btf, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        RawDump dump = new RawDump(btf);
        for (int id = btf.firstOwnId(); id < btf.typeCount(); id++) {
            dump.line.setLength(0);
            dump.type(id);
            dump.line.append('\n');
            buffered.write(dump.line.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        buffered.flush();
    }

    private void type(int id) {
        line.append('[').append(id).append("] ");
        kindAndName(id);
        switch (btf.kind(id)) {
            case INT:
                line.append(" size=").append(unsigned(btf.sizeField(id)));
                line.append(" bits_offset=").append(btf.intBitOffset(id));
                line.append(" nr_bits=").append(btf.intBits(id));
                line.append(" encoding=").append(encoding(btf.intEncoding(id)));
                break;
            case PTR:
            case CONST:
            case VOLATILE:
            case RESTRICT:
            case TYPEDEF:
            case TYPE_TAG:
                line.append(" type_id=").append(btf.typeField(id));
                break;
            case ARRAY:
                line.append(" type_id=").append(btf.arrayElementType(id));
                line.append(" index_type_id=").append(btf.arrayIndexType(id));
                line.append(" nr_elems=").append(unsigned(btf.arrayLength(id)));
                break;
            case STRUCT:
            case UNION:
                sizeAndVlen(id);
                members(id);
                break;
            case ENUM:
            case ENUM64:
                line.append(" encoding=").append(btf.kflag(id) ? "SIGNED" : "UNSIGNED");
                sizeAndVlen(id);
                enumerators(id);
                break;
            case FWD:
                line.append(" fwd_kind=").append(btf.kflag(id) ? "union" : "struct");
                break;
            case FUNC:
                line.append(" type_id=").append(btf.typeField(id));
                line.append(" linkage=").append(linkage(btf.vlen(id)));
                break;
            case FUNC_PROTO:
                line.append(" ret_type_id=").append(btf.typeField(id));
                line.append(" vlen=").append(btf.vlen(id));
                parameters(id);
                break;
            case VAR:
                line.append(" type_id=").append(btf.typeField(id));
                line.append(", linkage=").append(linkage(btf.varLinkage(id)));
                break;
            case DATASEC:
                sizeAndVlen(id);
                entries(id);
                break;
            case FLOAT:
                line.append(" size=").append(unsigned(btf.sizeField(id)));
                break;
            case DECL_TAG:
                line.append(" type_id=").append(btf.typeField(id));
                line.append(" component_idx=").append(btf.componentIndex(id));
                break;
            case UNKN:
                break;
        }
    }

    private void kindAndName(int id) {
        BtfKind kind = btf.kind(id);
        line.append(kind == BtfKind.UNKN ? "UNKNOWN" : kind.name()).append(" '");
        name(btf.nameOffset(id));
        line.append('\'');
    }

    private void name(int offset) {
        line.append(offset == 0 ? "(anon)" : btf.strings().get(offset));
    }

    private void sizeAndVlen(int id) {
        line.append(" size=").append(unsigned(btf.sizeField(id)));
        line.append(" vlen=").append(btf.vlen(id));
    }

    private void elementName(int id, int index) {
        line.append("\n\t'");
        name(btf.elementNameOffset(id, index));
        line.append('\'');
    }

    private void members(int id) {
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            elementName(id, i);
            line.append(" type_id=").append(btf.elementType(id, i));
            line.append(" bits_offset=").append(unsigned(btf.memberBitOffset(id, i)));
            int bits = btf.memberBitfieldSize(id, i);
            if (bits != 0) {
                line.append(" bitfield_size=").append(bits);
            }
        }
    }

    private void enumerators(int id) {
        boolean signed = btf.kflag(id);
        boolean wide = btf.kind(id) == BtfKind.ENUM64;
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            elementName(id, i);
            long value = btf.enumeratorValue(id, i);
            line.append(" val=");
            if (wide) {
                line.append(signed ? value + "LL" : Long.toUnsignedString(value) + "ULL");
            } else {
                line.append(signed ? value : value & 0xFFFFFFFFL);
            }
        }
    }

    private void parameters(int id) {
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            elementName(id, i);
            line.append(" type_id=").append(btf.elementType(id, i));
        }
    }

    private void entries(int id) {
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            int type = btf.entryType(id, i);
            line.append("\n\ttype_id=").append(type);
            line.append(" offset=").append(unsigned(btf.entryOffset(id, i)));
            line.append(" size=").append(unsigned(btf.entrySize(id, i))).append(" (");
            kindAndName(type);
            line.append(')');
        }
    }

    private static String encoding(int encoding) {
        switch (encoding) {
            case 0:
                return "(none)";
            case 1:
                return "SIGNED";
            case 2:
                return "CHAR";
            case 4:
                return "BOOL";
            default:
                return "UNKN";
        }
    }

    private static String linkage(int linkage) {
        return linkage >= 0 && linkage < LINKAGE.length ? LINKAGE[linkage] : "(unknown)";
    }

    private static String unsigned(int value) {
        return Integer.toUnsignedString(value);
    }
}
