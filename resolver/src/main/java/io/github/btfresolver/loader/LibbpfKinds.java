// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which libbpf reads which kind of type. One that it does not know makes it refuse the whole BTF ({@code
 * btf_parse_type_sec()}: "Unsupported BTF_KIND"). The versions are those of {@code btf__add_float()}, {@code
 * btf__add_decl_tag()}, {@code btf__add_type_tag()} and {@code btf__add_enum64()} in {@code libbpf.map}, and of the layout section, which lets a libbpf pass
 * over kinds that it does not know; all other kinds are older than CO-RE.
 */
public final class LibbpfKinds {
    private static final LibbpfVersion FLOAT = LibbpfVersion.parse("0.4");
    private static final LibbpfVersion TAGS = LibbpfVersion.parse("0.6");
    private static final LibbpfVersion ENUM64 = LibbpfVersion.parse("1.0");
    private static final LibbpfVersion LAYOUT = LibbpfVersion.parse("1.8");
    private static final LibbpfVersion ALWAYS = LibbpfVersion.parse("0.0");

    private LibbpfKinds() {}

    /** The first version that reads a kind. */
    public static LibbpfVersion since(BtfKind kind) {
        switch (kind) {
            case FLOAT:
                return FLOAT;
            case DECL_TAG:
            case TYPE_TAG:
                return TAGS;
            case ENUM64:
                return ENUM64;
            case UNKN:
                return LAYOUT;
            default:
                return ALWAYS;
        }
    }

    /** The kinds of types in a BTF that a version does not read. */
    public static Set<BtfKind> unknownTo(LibbpfVersion version, Btf btf) {
        Set<BtfKind> unknown = EnumSet.noneOf(BtfKind.class);
        for (int id = 1; id < btf.typeCount(); id++) {
            BtfKind kind = btf.kind(id);
            if (version.isBefore(since(kind))) {
                unknown.add(kind);
            }
        }
        return unknown;
    }
}
