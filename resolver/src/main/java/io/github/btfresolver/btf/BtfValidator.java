// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/**
 * Every name is inside the string section and every type id below the type count, so that accessors need not check:
 * libbpf's {@code btf_sanity_check()} (1.3 and newer), and FUNC_PROTO return types, which it misses.
 */
final class BtfValidator {
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
            checkName(id, btf.nameOffset(id), "name");
            checkType(id);
        }
    }

    private void checkType(int id) throws BtfFormatException {
        BtfKind kind = btf.kind(id);
        switch (kind) {
            case ARRAY:
                checkId(id, btf.arrayElementType(id), "element type");
                checkId(id, btf.arrayIndexType(id), "index type");
                break;
            case STRUCT:
            case UNION:
            case FUNC_PROTO:
                checkElements(id, kind == BtfKind.FUNC_PROTO ? "parameter" : "member");
                break;
            case ENUM:
            case ENUM64:
                for (int i = 0, n = btf.vlen(id); i < n; i++) {
                    checkName(id, btf.elementNameOffset(id, i), "enumerator");
                }
                break;
            case DATASEC:
                for (int i = 0, n = btf.vlen(id); i < n; i++) {
                    checkId(id, btf.entryType(id, i), "entry type");
                }
                break;
            default:
                break;
        }
        if (kind.isReference()) {
            int target = btf.typeField(id);
            checkId(id, target, kind == BtfKind.FUNC_PROTO ? "return type" : "type");
            if (kind == BtfKind.FUNC && btf.kind(target) != BtfKind.FUNC_PROTO) {
                throw malformed(id, "expected a FUNC_PROTO as its type, found " + target + ", " + btf.kind(target));
            }
        }
    }

    private void checkElements(int id, String what) throws BtfFormatException {
        for (int i = 0, n = btf.vlen(id); i < n; i++) {
            checkName(id, btf.elementNameOffset(id, i), what);
            checkId(id, btf.elementType(id, i), what);
        }
    }

    private void checkName(int id, int offset, String what) throws BtfFormatException {
        if (Integer.compareUnsigned(offset, stringSize) >= 0) {
            throw malformed(
                    id,
                    what + " at string offset " + Integer.toUnsignedString(offset) + ", the string section has "
                            + stringSize + " bytes");
        }
    }

    private void checkId(int id, int target, String what) throws BtfFormatException {
        if (Integer.compareUnsigned(target, typeCount) >= 0) {
            throw malformed(
                    id, what + " id " + Integer.toUnsignedString(target) + ", there are types 0 to " + (typeCount - 1));
        }
    }

    private BtfFormatException malformed(int id, String problem) {
        return new BtfFormatException(btf.source(), "BTF " + btf.kind(id) + " type " + id + ": " + problem);
    }
}
