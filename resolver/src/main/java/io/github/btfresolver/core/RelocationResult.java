// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a relocation comes to on a target: the value that the compiler left in the instruction, and the one to put in
 * its place (libbpf's {@code struct bpf_core_relo_res}). Immutable.
 */
public final class RelocationResult {
    private final RelocationKind kind;
    private final @Nullable Spec targetSpec;
    private final boolean poisoned;
    private final long originalValue;
    private final long newValue;
    private final boolean validate;
    private final long originalMemorySize;
    private final long newMemorySize;
    private final boolean unsafeSize;

    private RelocationResult(
            RelocationKind kind,
            @Nullable Spec targetSpec,
            boolean poisoned,
            long original,
            long found,
            boolean validate) {
        this.kind = kind;
        this.targetSpec = targetSpec;
        this.poisoned = poisoned;
        originalValue = original;
        newValue = found;
        this.validate = validate;
        originalMemorySize = 0;
        newMemorySize = 0;
        unsafeSize = false;
    }

    private RelocationResult(RelocationKind kind, Spec local, FieldValue original, Spec target, FieldValue found) {
        this.kind = kind;
        targetSpec = target;
        poisoned = false;
        originalValue = original.value;
        newValue = found.value;
        validate = original.validate;
        originalMemorySize = original.memorySize;
        newMemorySize = found.memorySize;
        unsafeSize = originalMemorySize != newMemorySize && !isSafeResize(local.btf, original, target.btf, found);
    }

    /**
     * Calculates the outcome for one candidate (libbpf's {@code bpf_core_calc_relo()}).
     *
     * @param target null when no candidate matches
     */
    static RelocationResult of(RelocationKind kind, Spec local, @Nullable Spec target, ByteOrder order)
            throws RelocationException, BtfFormatException {
        switch (kind) {
            case FIELD_EXISTS:
            case ENUMVAL_EXISTS:
            case TYPE_EXISTS:
            case TYPE_MATCHES:
                return plain(kind, target, 1, target == null ? 0 : 1);
            case TYPE_ID_LOCAL:
                return new RelocationResult(kind, null, false, local.root, local.root, false);
            case TYPE_ID_TARGET:
                return new RelocationResult(kind, target, false, local.root, target == null ? 0 : target.root, false);
            case TYPE_SIZE:
                return plain(kind, target, typeSize(local), target == null ? 0 : typeSize(target));
            case ENUMVAL_VALUE:
                return target == null
                        ? poison(kind, enumeratorValue(local))
                        : plain(kind, target, enumeratorValue(local), enumeratorValue(target));
            default:
                return field(kind, local, target, order);
        }
    }

    private static RelocationResult field(RelocationKind kind, Spec local, @Nullable Spec target, ByteOrder order)
            throws RelocationException, BtfFormatException {
        FieldValue original = FieldValue.of(kind, local, order);
        if (target == null) {
            return poison(kind, original.value);
        }
        return new RelocationResult(kind, local, original, target, FieldValue.of(kind, target, order));
    }

    private static RelocationResult plain(RelocationKind kind, @Nullable Spec target, long original, long found) {
        return new RelocationResult(kind, target, false, original, found, true);
    }

    private static RelocationResult poison(RelocationKind kind, long original) {
        return new RelocationResult(kind, null, true, original, 0, true);
    }

    private static long typeSize(Spec spec) throws RelocationException {
        long size = spec.btf.sizeOf(spec.root);
        if (size < 0) {
            throw new RelocationException(spec.btf.type(spec.root) + " in " + spec.btf.source() + " has no size");
        }
        return size;
    }

    private static long enumeratorValue(Spec spec) {
        return spec.btf.enumeratorValue(spec.accessorType(0), spec.accessorIndex(0));
    }

    /** Whether a load may become wider or narrower: pointers, and integers that are zero-extended. */
    private static boolean isSafeResize(Btf local, FieldValue original, Btf target, FieldValue found) {
        BtfKind kind = local.kind(original.memoryType);
        if (kind != target.kind(found.memoryType)) {
            return false;
        }
        return kind == BtfKind.PTR
                || (kind == BtfKind.INT
                        && local.intEncoding(original.memoryType) != 1
                        && target.intEncoding(found.memoryType) != 1);
    }

    public RelocationKind kind() {
        return kind;
    }

    /** Whether what the program asks for is not in the target, so that the instruction must not run. */
    public boolean isPoisoned() {
        return poisoned;
    }

    /** The value for the object's own types. */
    public long originalValue() {
        return originalValue;
    }

    /** The value for the target; 0 when poisoned. */
    public long newValue() {
        return newValue;
    }

    /** The BTF in which something matches, the kernel's or a module's; null when nothing does. */
    public @Nullable Btf target() {
        return targetSpec == null ? null : targetSpec.btf;
    }

    /** The type in the target that matches; 0 when none does. */
    public int targetType() {
        return targetSpec == null ? 0 : targetSpec.root;
    }

    /**
     * The indices that lead from {@link #targetType()} to the field, the first of them into an imagined array of that
     * type; unnamed members are among them. Empty for a relocation about a whole type.
     */
    public int[] targetPath() {
        return targetSpec == null ? new int[0] : targetSpec.path();
    }

    boolean validates() {
        return validate;
    }

    /** Bytes that the instruction's load moves; 0 when that does not matter. */
    long originalMemorySize() {
        return originalMemorySize;
    }

    /** Bytes that it has to move on the target. */
    long newMemorySize() {
        return newMemorySize;
    }

    /** Whether the field's size changes in a way that a load cannot follow. */
    boolean hasUnsafeSize() {
        return unsafeSize;
    }

    /** Whether another candidate's outcome differs from this one's, so that libbpf cannot choose. */
    boolean disagreesWith(RelocationResult other) {
        return poisoned != other.poisoned || newValue != other.newValue;
    }

    /** Bit offset of the field in the target. */
    int targetBitOffset() {
        return targetSpec == null ? 0 : targetSpec.bitOffset;
    }
}
