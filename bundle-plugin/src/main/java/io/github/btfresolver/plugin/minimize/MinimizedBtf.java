// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Writes the marked types of a BTF in ascending order of id, composites with their marked members only; a reference to
 * a type that is not marked becomes {@code void} ({@code btfgen_get_btf()} in bpftool's {@code src/gen.c}). Modules'
 * types, which bpftool does not know, follow the kernel's, so that the result stands alone.
 */
final class MinimizedBtf {
    private static final int MAX_BITFIELD_OFFSET = 0xFFFFFF;

    private final Btf btf;
    private final TypeMarks marks;
    private final BtfBuilder out;
    private final int[] newIds;

    /** @param newIds filled already for the types that are not its own */
    private MinimizedBtf(TypeMarks marks, BtfBuilder out, int[] newIds) {
        btf = marks.btf();
        this.marks = marks;
        this.out = out;
        this.newIds = newIds;
    }

    /** @param all the kernel's marks, then those of its modules */
    static byte[] write(List<TypeMarks> all, ByteOrder order) throws MinimizationException {
        BtfBuilder out = new BtfBuilder(order);
        int[] kernelIds = new int[0];
        int next = 1;
        for (TypeMarks marks : all) {
            int[] newIds = Arrays.copyOf(kernelIds, marks.btf().typeCount());
            BitSet types = marks.types();
            for (int id = types.nextSetBit(0); id > 0; id = types.nextSetBit(id + 1)) {
                newIds[id] = next++;
            }
            new MinimizedBtf(marks, out, newIds).types(types);
            kernelIds = kernelIds.length == 0 ? newIds : kernelIds;
        }
        return out.build();
    }

    private void types(BitSet types) throws MinimizationException {
        for (int id = types.nextSetBit(0); id > 0; id = types.nextSetBit(id + 1)) {
            type(id);
        }
    }

    private void type(int id) throws MinimizationException {
        BtfKind kind = btf.kind(id);
        int name = string(btf.nameOffset(id));
        switch (kind) {
            case STRUCT, UNION -> composite(id, kind, name);
            case INT -> {
                out.add(kind, name, btf.kflag(id), btf.vlen(id), btf.sizeField(id));
                out.word(btf.intWord(id));
            }
            case FLOAT -> out.add(kind, name, btf.kflag(id), btf.vlen(id), btf.sizeField(id));
            case ENUM, ENUM64 -> enumeration(id, kind, name);
            case ARRAY -> {
                out.add(kind, name, btf.kflag(id), btf.vlen(id), btf.sizeField(id));
                out.word(newIds[btf.arrayElementType(id)]);
                out.word(newIds[btf.arrayIndexType(id)]).word(btf.arrayLength(id));
            }
            case FUNC_PROTO -> {
                out.add(kind, name, btf.kflag(id), btf.vlen(id), newIds[btf.typeField(id)]);
                for (int i = 0, n = btf.vlen(id); i < n; i++) {
                    out.word(string(btf.elementNameOffset(id, i))).word(newIds[btf.elementType(id, i)]);
                }
            }
            case FWD -> out.add(kind, name, btf.kflag(id), btf.vlen(id), 0);
            default -> out.add(kind, name, btf.kflag(id), btf.vlen(id), newIds[btf.typeField(id)]);
        }
    }

    private void enumeration(int id, BtfKind kind, int name) {
        out.add(kind, name, btf.kflag(id), btf.vlen(id), btf.sizeField(id));
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            long value = btf.enumeratorValue(id, i);
            out.word(string(btf.elementNameOffset(id, i))).word((int) value);
            if (kind == BtfKind.ENUM64) {
                out.word((int) (value >>> 32));
            }
        }
    }

    private void composite(int id, BtfKind kind, int name) throws MinimizationException {
        BitSet kept = marks.members(id);
        boolean bitfields = false;
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            checkMember(id, i);
            bitfields |= btf.memberBitfieldSize(id, i) != 0;
        }
        out.add(kind, name, bitfields, kept.cardinality(), btf.sizeField(id));
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            out.word(string(btf.elementNameOffset(id, i)));
            out.word(newIds[btf.elementType(id, i)]);
            out.word(btf.memberBitOffset(id, i) | btf.memberBitfieldSize(id, i) << 24);
        }
    }

    /** What libbpf's {@code btf__add_field()} refuses. */
    private void checkMember(int id, int index) throws MinimizationException {
        int bitOffset = btf.memberBitOffset(id, index);
        int bits = btf.memberBitfieldSize(id, index);
        String problem = null;
        if (btf.kind(id) == BtfKind.UNION && bitOffset != 0) {
            problem = "a union's member does not start at bit 0";
        } else if (bits == 0 && bitOffset % 8 != 0) {
            problem = "an ordinary member does not start at a byte";
        } else if (bits != 0 && Integer.compareUnsigned(bitOffset, MAX_BITFIELD_OFFSET) > 0) {
            problem = "a bitfield starts beyond what BTF can say";
        }
        if (problem != null) {
            throw new MinimizationException(btf.source() + ": member " + index + " '" + btf.elementName(id, index)
                    + "' of type " + id + " " + btf.kind(id) + " '" + btf.name(id) + "' at bit "
                    + Integer.toUnsignedString(bitOffset) + " cannot be kept: " + problem);
        }
    }

    private int string(int offset) {
        return out.string(btf.strings().get(offset));
    }
}
