// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from a composite to a field: bit offsets to add, with a pointer to follow between each two of them. Immutable;
 * equal when it leads the same way.
 */
public final class FieldPath {
    private static final int MAX_NESTING = 64;

    private final BtfType root;
    private final long[] bitOffsets;
    private final BtfType type;
    private final int bitfieldSize;

    private FieldPath(BtfType root, long[] bitOffsets, BtfType type, int bitfieldSize) {
        this.root = root;
        this.bitOffsets = bitOffsets;
        this.type = type;
        this.bitfieldSize = bitfieldSize;
    }

    static FieldPath find(BtfType root, String... names) throws BtfFormatException {
        FieldPath at = new FieldPath(root, new long[] {0}, root, 0);
        for (String name : names) {
            FieldPath inside = at.inside();
            FieldPath next = inside.member(name, new HashSet<>(), 0);
            if (next == null) {
                throw new NoSuchElementException(inside.type + " has no member " + name);
            }
            at = next;
        }
        return at;
    }

    /** The composite that the field itself is or leads to, behind a pointer or in an array. */
    private FieldPath inside() throws BtfFormatException {
        FieldPath at = new FieldPath(root, bitOffsets, type.resolve(), 0);
        for (int steps = 0; steps < MAX_NESTING; steps++) {
            BtfKind kind = at.type.kind();
            if (kind == BtfKind.PTR) {
                long[] more = Arrays.copyOf(at.bitOffsets, at.bitOffsets.length + 1);
                at = new FieldPath(root, more, at.type.target().resolve(), 0);
            } else if (kind == BtfKind.ARRAY) {
                at = new FieldPath(root, at.bitOffsets, at.type.target().resolve(), 0);
            } else {
                return at;
            }
        }
        throw new BtfFormatException(root.btf().source(), type + ": pointers and arrays without end");
    }

    /**
     * A member of the composite, or of one of its unnamed members; null when it has none of that name.
     *
     * @param seen composites without such a member, so that none is looked at twice
     * @param depth how many unnamed members lead here
     */
    private @Nullable FieldPath member(String name, Set<Integer> seen, int depth) throws BtfFormatException {
        if (!seen.add(type.id())) {
            return null;
        }
        if (depth > MAX_NESTING) {
            throw new BtfFormatException(
                    root.btf().source(), root + ": over " + MAX_NESTING + " unnamed members within each other");
        }
        for (BtfMember member : type.members()) {
            FieldPath there = plus(member);
            if (member.name().equals(name)) {
                return there;
            }
            if (member.name().isEmpty()) {
                FieldPath resolved =
                        new FieldPath(root, there.bitOffsets, member.type().resolve(), 0);
                FieldPath found = resolved.member(name, seen, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private FieldPath plus(BtfMember member) {
        long[] offsets = bitOffsets.clone();
        offsets[offsets.length - 1] += member.bitOffset();
        return new FieldPath(root, offsets, member.type(), member.bitfieldSize());
    }

    /** The composite that it starts from. */
    public BtfType root() {
        return root;
    }

    /** The field's type. */
    public BtfType type() {
        return type;
    }

    /** Width of a bitfield in bits; 0 for an ordinary field. */
    public int bitfieldSize() {
        return bitfieldSize;
    }

    /** Bits from the start of the composite that has the field, the last one on the way; needed for a bitfield. */
    public long bitOffset() {
        return bitOffsets[bitOffsets.length - 1];
    }

    /** The same in bytes, rounded down. */
    public long byteOffset() {
        return bitOffset() / 8;
    }

    /** Byte offsets on the way: add the first, follow the pointer that is there, add the second, and so on. */
    public long[] offsets() {
        long[] bytes = new long[bitOffsets.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bitOffsets[i] / 8;
        }
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldPath
                && Arrays.equals(bitOffsets, ((FieldPath) other).bitOffsets)
                && bitfieldSize == ((FieldPath) other).bitfieldSize;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bitOffsets);
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(type.toString()).append(" at");
        for (int i = 0; i < bitOffsets.length; i++) {
            s.append(i == 0 ? " byte " : " -> byte ").append(bitOffsets[i] / 8);
        }
        return bitfieldSize == 0 ? s.toString() : s + ", bit " + bitOffset() % 8 + ", " + bitfieldSize + " bits";
    }
}
