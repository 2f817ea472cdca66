// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.ObjectFinding;
import io.github.btfresolver.core.Guard;

/** What the relocations of a program come to on a kernel, best first. */
enum Verdict {
    RESOLVED("resolved", "all resolve", "every relocation resolves"),
    GUARDED("guarded", "guarded", "some are poisoned, and exists checks keep the program from all of them"),
    UNKNOWN(
            "unknown",
            "guard unknown",
            "some are poisoned, and what keeps the program from them, if anything, is not in its code"),
    UNGUARDED("unguarded", "unguarded", "some are poisoned and can be reached: the kernel refuses the program"),
    REFUSED("refused", "refused", "some cannot be carried out: libbpf refuses the whole object");

    private final String key;
    private final String label;
    private final String meaning;

    Verdict(String key, String label, String meaning) {
        this.key = key;
        this.label = label;
        this.meaning = meaning;
    }

    /** For programs. */
    String key() {
        return key;
    }

    /** For people. */
    String label() {
        return label;
    }

    /** In a sentence. */
    String meaning() {
        return meaning;
    }

    /** Of a finding about a relocation. */
    static Verdict of(ObjectFinding finding) {
        Guard guard = finding.guard();
        if (guard == null) {
            return REFUSED;
        }
        return switch (guard) {
            case GUARDED -> GUARDED;
            case UNKNOWN -> UNKNOWN;
            case UNGUARDED -> UNGUARDED;
        };
    }

    static Verdict worse(Verdict a, Verdict b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
