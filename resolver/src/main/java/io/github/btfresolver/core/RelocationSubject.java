// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;

/** What a relocation is about, as source code would write it: {@code struct task_struct.real_parent.tgid}. */
public final class RelocationSubject {
    private RelocationSubject() {}

    /** The type with the field's or enumerator's name; the type alone when the record is malformed. */
    public static String of(CoreRelocation relocation) {
        String type = relocation.typeName();
        RelocationKind kind = relocation.kind();
        String access = relocation.access();
        if (kind == null || kind.isType() || access == null || !relocation.hasType()) {
            return type;
        }
        try {
            Spec spec = LocalSpec.parse(relocation.btf(), relocation.typeId(), access, kind);
            return type + (kind.isEnumerator() ? "::" + name(spec, 0) : fields(spec));
        } catch (RelocationException | BtfFormatException e) {
            return type;
        }
    }

    private static String fields(Spec spec) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < spec.accessorCount(); i++) {
            if (spec.isNamed(i)) {
                s.append('.').append(name(spec, i));
            } else if (i > 0 || spec.accessorIndex(i) != 0) {
                s.append('[').append(spec.accessorIndex(i)).append(']');
            }
        }
        return s.toString();
    }

    private static String name(Spec spec, int accessor) {
        Btf btf = spec.btf;
        return btf.elementName(spec.accessorType(accessor), spec.accessorIndex(accessor));
    }

    /** Whether the kernel has no type that the relocation's type may stand for, so that nothing of it can be there. */
    public static boolean isTypeMissing(CoreRelocation relocation, CandidateIndex target) {
        return relocation.hasType()
                && target.candidates(relocation.btf(), relocation.typeId()).isEmpty();
    }
}
