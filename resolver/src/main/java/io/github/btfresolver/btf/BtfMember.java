// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/** A view of one member of a struct or union. Immutable. */
public final class BtfMember {
    private final Btf btf;
    private final int composite;
    private final int index;

    BtfMember(Btf btf, int composite, int index) {
        this.btf = btf;
        this.composite = composite;
        this.index = index;
    }

    /** Empty for an unnamed member, whose own members count as members of the composite. */
    public String name() {
        return btf.elementName(composite, index);
    }

    public BtfType type() {
        return new BtfType(btf, btf.elementType(composite, index));
    }

    /**
     * Bits from the start of the composite. In a big-endian BTF the bits of a byte are counted from its most significant
     * one.
     */
    public long bitOffset() {
        return btf.memberBitOffset(composite, index) & 0xFFFFFFFFL;
    }

    /** Width of a bitfield in bits; 0 for an ordinary member. */
    public int bitfieldSize() {
        return btf.memberBitfieldSize(composite, index);
    }

    @Override
    public String toString() {
        String bits = bitfieldSize() == 0 ? "" : ", " + bitfieldSize() + " bits";
        return (name().isEmpty() ? "<anon>" : name()) + ": " + type() + " at bit " + bitOffset() + bits;
    }
}
