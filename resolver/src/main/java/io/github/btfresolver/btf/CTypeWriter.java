// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.BitSet;

/** Writes declarations of members, typedefs and parameters, with the bodies of the unnamed types in them. */
final class CTypeWriter {
    /** How deep unnamed structs, unions and prototypes may stand in each other. */
    private static final int MAX_DEPTH = 64;

    private final Btf btf;
    private final CNames names;
    private final CScalars scalars;
    private final CBodyWriter bodies;
    private final BitSet written = new BitSet();
    private long budget;

    CTypeWriter(Btf btf, CNames names, CScalars scalars, CLayouts layouts) {
        this.btf = btf;
        this.names = names;
        this.scalars = scalars;
        bodies = new CBodyWriter(btf, names, layouts, this);
        // Unnamed types are written at each use, so a small hostile BTF could make an endless text.
        budget = 10_000L + btf.size();
    }

    /** Whether the body of a struct, union or enum has been written. */
    boolean isWritten(int id) {
        return written.get(id);
    }

    /**
     * Appends {@code struct NAME { ... }}; the members are one level deeper than {@code depth}.
     *
     * @param name empty where an unnamed type is used
     */
    void body(StringBuilder out, int id, String name, int depth) throws BtfFormatException {
        spend(id, btf.vlen(id));
        if (depth > MAX_DEPTH) {
            throw new BtfFormatException(
                    btf.source(), "BTF type " + id + ": more than " + MAX_DEPTH + " unnamed types within each other");
        }
        written.set(id);
        if (btf.kind(id).isComposite()) {
            bodies.composite(out, id, name, depth);
        } else {
            bodies.enumeration(out, id, name, depth);
        }
    }

    /**
     * Appends the declaration of a name.
     *
     * @param name empty in a prototype
     * @param depth levels of indentation of the line that it stands in
     */
    void declaration(StringBuilder out, int type, String name, int depth) throws BtfFormatException {
        spend(type, 1);
        CDeclarator declarator = new CDeclarator(name);
        int at = type;
        for (int steps = 0; steps <= CDefinitionOrder.MAX_CHAIN; steps++) {
            switch (btf.kind(at)) {
                case PTR:
                    declarator.pointer();
                    at = btf.typeField(at);
                    break;
                case CONST:
                case VOLATILE:
                case RESTRICT:
                case TYPE_TAG:
                    qualify(declarator, at);
                    at = btf.typeField(at);
                    break;
                case ARRAY:
                    declarator.array(btf.arrayLength(at));
                    at = btf.arrayElementType(at);
                    break;
                case FUNC_PROTO:
                    declarator.function(parameters(at, depth + 1));
                    at = btf.typeField(at);
                    break;
                default:
                    if (!names.isUnnamedTypedef(at)) {
                        declarator.writeTo(out, specifier(at, depth));
                        return;
                    }
                    at = btf.typeField(at);
                    break;
            }
        }
        throw new BtfFormatException(
                btf.source(),
                "BTF type " + type + ": more than " + CDefinitionOrder.MAX_CHAIN + " pointers, arrays and functions");
    }

    private void spend(int type, int elements) throws BtfFormatException {
        budget -= elements;
        if (budget < 0) {
            throw new BtfFormatException(btf.source(), "BTF type " + type + ": unnamed types are used too often");
        }
    }

    private void qualify(CDeclarator declarator, int id) {
        switch (btf.kind(id)) {
            case CONST:
                declarator.qualifier("const");
                break;
            case VOLATILE:
                declarator.qualifier("volatile");
                break;
            case RESTRICT:
                declarator.qualifier("restrict");
                break;
            default:
                declarator.attribute(tag(id));
                break;
        }
    }

    private String tag(int id) {
        String tag = btf.name(id);
        // what could end the string or the attribute is in no real tag
        String harmless = tag.replaceAll(btf.kflag(id) ? "[^A-Za-z0-9_(), ]" : "[^ !#-\\[\\]-~]", "_");
        return "__attribute__((" + (btf.kflag(id) ? harmless : "btf_type_tag(\"" + harmless + "\")") + "))";
    }

    private String parameters(int id, int depth) throws BtfFormatException {
        if (depth > MAX_DEPTH) {
            throw new BtfFormatException(
                    btf.source(), "BTF type " + id + ": more than " + MAX_DEPTH + " prototypes within each other");
        }
        int count = btf.vlen(id);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ", ");
            if (i == count - 1 && btf.elementType(id, i) == 0) {
                // alone it stands for parameters that were not told, which C writes as none
                out.append(i == 0 ? "" : "...");
            } else {
                // without the name: one that is also a typedef would hide it from the parameters after it
                declaration(out, btf.elementType(id, i), "", depth);
            }
        }
        return count == 0 ? "void" : out.toString();
    }

    /** The type that a declarator is of; the body when it has no name to refer to. */
    private String specifier(int id, int depth) throws BtfFormatException {
        BtfKind kind = btf.kind(id);
        switch (kind) {
            case INT:
            case FLOAT:
                return scalars.name(id);
            case TYPEDEF:
                return names.of(id);
            case FWD:
                return names.withKeyword(id);
            case STRUCT:
            case UNION:
            case ENUM:
            case ENUM64:
                if (!names.of(id).isEmpty()) {
                    return names.withKeyword(id);
                }
                if (kind.isAnyEnum() && btf.vlen(id) == 0) {
                    return scalars.name(id);
                }
                StringBuilder body = new StringBuilder();
                body(body, id, "", depth);
                return body.toString();
            default:
                return "void";
        }
    }
}
