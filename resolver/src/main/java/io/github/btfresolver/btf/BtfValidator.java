// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * Every name is inside the string section and every type id below the type count, so that accessors need not check:
 * libbpf's {@code btf_sanity_check()} (1.3 and newer), and FUNC_PROTO return types, which it misses.
 */
final class BtfValidator implements TypeWords.Visitor {
    private final Btf btf;
    private final int stringSize;
    private final int typeCount;

    BtfValidator(Btf btf) {
        this.btf = btf;
        stringSize = btf.strings().size();
        typeCount = btf.typeCount();
    }

    void check() throws BtfFormatException {
        for (int id = 1; id < typeCount; id++) {
            TypeWords.visit(btf, id, this);
            if (btf.kind(id) == BtfKind.FUNC && btf.kind(btf.typeField(id)) != BtfKind.FUNC_PROTO) {
                throw malformed(
                        id,
                        "expected a FUNC_PROTO as its type, found " + btf.typeField(id) + ", "
                                + btf.kind(btf.typeField(id)));
            }
        }
    }

    @Override
    public void name(int id, int at, String what) throws BtfFormatException {
        int offset = btf.wordAt(at);
        if (Integer.compareUnsigned(offset, stringSize) >= 0) {
            throw malformed(
                    id,
                    what + " at string offset " + Integer.toUnsignedString(offset) + ", the string section has "
                            + stringSize + " bytes");
        }
    }

    @Override
    public void type(int id, int at, String what) throws BtfFormatException {
        int target = btf.wordAt(at);
        if (Integer.compareUnsigned(target, typeCount) >= 0) {
            throw malformed(
                    id, what + " id " + Integer.toUnsignedString(target) + ", there are types 0 to " + (typeCount - 1));
        }
    }

    private BtfFormatException malformed(int id, String problem) {
        return new BtfFormatException(btf.source(), "BTF " + btf.kind(id) + " type " + id + ": " + problem);
    }
}
