// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import java.nio.ByteOrder;

/** What a field relocation comes to on one side, local or target (libbpf's {@code bpf_core_calc_field_relo()}). */
final class FieldValue {
    private static final int MAX_LOAD_SIZE = 8;

    /** 32-bit arithmetic, widened. */
    final long value;

    /** Bytes that a load or store of the field moves; 0 when that does not matter. */
    final long memorySize;

    /** The type behind {@link #memorySize}. */
    final int memoryType;

    /** Whether the instruction must hold the local value before it is patched. */
    final boolean validate;

    private FieldValue(long value, long memorySize, int memoryType, boolean validate) {
        this.value = value;
        this.memorySize = memorySize;
        this.memoryType = memoryType;
        this.validate = validate;
    }

    /**
     * Calculates a value of kinds 0, 1 and 3 to 5.
     *
     * @param order byte order of the machine that runs the program, which decides where bit 0 of a bitfield lies
     */
    static FieldValue of(RelocationKind kind, Spec spec, ByteOrder order)
            throws RelocationException, BtfFormatException {
        int last = spec.accessorCount() - 1;
        return spec.isNamed(last) ? ofMember(kind, spec, last, order) : ofElement(kind, spec, last);
    }

    private static FieldValue ofElement(RelocationKind kind, Spec spec, int last)
            throws RelocationException, BtfFormatException {
        Btf btf = spec.btf;
        int type = spec.accessorType(last);
        switch (kind) {
            case FIELD_BYTE_OFFSET:
                return new FieldValue(Integer.divideUnsigned(spec.bitOffset, 8), memorySize(btf, type), type, true);
            case FIELD_BYTE_SIZE:
                return new FieldValue(size(btf, type), 0, 0, true);
            default:
                throw new RelocationException(kind.text() + " cannot be applied to an array element or a whole type");
        }
    }

    private static FieldValue ofMember(RelocationKind kind, Spec spec, int last, ByteOrder order)
            throws RelocationException, BtfFormatException {
        Btf btf = spec.btf;
        int composite = spec.accessorType(last);
        int index = spec.accessorIndex(last);
        int type = btf.skipModifiers(btf.elementType(composite, index));
        int bits = btf.memberBitfieldSize(composite, index);
        if (bits == 0) {
            long size = size(btf, type);
            long offset = Integer.divideUnsigned(spec.bitOffset, 8);
            if (kind == RelocationKind.FIELD_BYTE_OFFSET) {
                return new FieldValue(offset, memorySize(btf, type), type, true);
            }
            Window window = new Window(spec.bitOffset & 0xFFFFFFFFL, size * 8, offset, size);
            return new FieldValue(window.value(kind, btf, type, order), 0, 0, true);
        }
        Window window = Window.around(spec, btf, type, bits);
        boolean validate = kind == RelocationKind.FIELD_SIGNED || kind == RelocationKind.FIELD_RSHIFT_U64;
        return new FieldValue(window.value(kind, btf, type, order), 0, 0, validate);
    }

    private static long size(Btf btf, int type) throws RelocationException {
        long size = btf.sizeOf(type);
        if (size < 0) {
            throw new RelocationException(btf.type(type) + " in " + btf.source() + " has no size");
        }
        return size;
    }

    /** Size of what one instruction loads: of the innermost element when it is an array (libbpf 1.6 and newer). */
    private static long memorySize(Btf btf, int type) throws RelocationException, BtfFormatException {
        int at = btf.skipModifiers(type);
        for (int steps = 0; btf.kind(at) == BtfKind.ARRAY; steps++) {
            if (steps == TypeCompatibility.MAX_DIMENSIONS) {
                throw new BtfFormatException(
                        btf.source(), "type " + type + ": arrays form a cycle, or more than 256 dimensions");
            }
            at = btf.skipModifiers(btf.arrayElementType(at));
        }
        return size(btf, at);
    }

    /** The bytes that a program loads to get at a field, and the field's bits in them. */
    private static final class Window {
        private final long bitOffset;
        private final long bits;
        private final long byteOffset;
        private final long byteSize;

        Window(long bitOffset, long bits, long byteOffset, long byteSize) {
            this.bitOffset = bitOffset;
            this.bits = bits;
            this.byteOffset = byteOffset;
            this.byteSize = byteSize;
        }

        /** The smallest naturally aligned load, from the size of the bitfield's type up, that holds all its bits. */
        static Window around(Spec spec, Btf btf, int type, int bits) throws RelocationException {
            long bitOffset = spec.bitOffset & 0xFFFFFFFFL;
            long size = type == 0 ? 0 : btf.sizeField(type) & 0xFFFFFFFFL;
            if (size == 0) {
                throw new RelocationException("bitfield of " + btf.type(type) + ", which has no size");
            }
            long offset = bitOffset / 8 / size * size;
            while (bitOffset + bits - offset * 8 > size * 8) {
                if (size >= MAX_LOAD_SIZE) {
                    throw new RelocationException(
                            "bitfield of " + bits + " bits at bit " + bitOffset + " does not fit one 8-byte load");
                }
                size *= 2;
                offset = bitOffset / 8 / size * size;
            }
            return new Window(bitOffset, bits, offset, size);
        }

        long value(RelocationKind kind, Btf btf, int type, ByteOrder order) {
            switch (kind) {
                case FIELD_BYTE_OFFSET:
                    return byteOffset;
                case FIELD_BYTE_SIZE:
                    return byteSize;
                case FIELD_SIGNED:
                    return isSigned(btf, type) ? 1 : 0;
                case FIELD_LSHIFT_U64:
                    return 0xFFFFFFFFL
                            & (order == ByteOrder.LITTLE_ENDIAN
                                    ? 64 - (bitOffset + bits - byteOffset * 8)
                                    : (8 - byteSize) * 8 + (bitOffset - byteOffset * 8));
                case FIELD_RSHIFT_U64:
                    return 0xFFFFFFFFL & (64 - bits);
                default:
                    throw new IllegalArgumentException(kind.text());
            }
        }

        private static boolean isSigned(Btf btf, int type) {
            BtfKind kind = btf.kind(type);
            return kind.isAnyEnum() ? btf.kflag(type) : kind == BtfKind.INT && (btf.intEncoding(type) & 1) != 0;
        }
    }
}
