// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import java.util.Locale;

/** Types in words, as libbpf's log lines have them: {@code struct task_struct}, {@code enum64 <anon>}, {@code void}. */
final class TypeNames {
    private TypeNames() {}

    static String of(Btf btf, int id) {
        if (id == 0) {
            return "void";
        }
        BtfKind kind = btf.kind(id);
        String name = btf.name(id);
        return kind.name().toLowerCase(Locale.ROOT) + " " + (name.isEmpty() ? "<anon>" : name);
    }
}
