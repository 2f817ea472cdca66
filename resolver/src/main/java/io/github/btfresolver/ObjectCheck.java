// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.ObjectFinding.Severity;
import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a BPF object can and cannot do with the BTF that was chosen, on the running kernel: the answer of {@link
 * KernelBtf#check(java.io.File)}. Immutable.
 */
public final class ObjectCheck {
    private final String object;
    private final String btf;
    private final String libbpf;
    private final boolean kernelBtf;
    private final List<ObjectFinding> findings;

    ObjectCheck(String object, String btf, String libbpf, boolean kernelBtf, List<ObjectFinding> findings) {
        this.object = object;
        this.btf = btf;
        this.libbpf = libbpf;
        this.kernelBtf = kernelBtf;
        this.findings = Collections.unmodifiableList(new ArrayList<>(findings));
    }

    /**
     * Checks an object against a BTF that was minimized for it, for a kernel that has none of its own. Which libbpf will load
     * it is not looked at.
     *
     * @throws IOException when the object's types are malformed
     */
    public static ObjectCheck ofMinimized(BpfObject object, Btf minimized) throws IOException {
        return new ObjectChecker(object, minimized, false, null).check("whatever the libbpf", true);
    }

    /**
     * Whether nothing that is known keeps the object from being loaded with this BTF and working: no finding is an {@link
     * Severity#ERROR error}. That BTF is in order is not all that a kernel asks of a program.
     */
    public boolean isLoadable() {
        for (ObjectFinding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return false;
            }
        }
        return true;
    }

    /** Everything found: first about the object, then program by program, then relocation by relocation. */
    public List<ObjectFinding> findings() {
        return findings;
    }

    /** The object, as its caller named it. */
    public String object() {
        return object;
    }

    /** Where the BTF is from. */
    public String btf() {
        return btf;
    }

    /** The version of libbpf that was reckoned with, or why none was, in words. */
    public String libbpf() {
        return libbpf;
    }

    /** Whether the kernel has BTF of its own, wherever the BTF that was chosen is from. */
    public boolean hasKernelBtf() {
        return kernelBtf;
    }

    /** One line, for a log. */
    public String summary() {
        int errors = 0;
        for (ObjectFinding finding : findings) {
            errors += finding.severity() == Severity.ERROR ? 1 : 0;
        }
        return object
                + (errors == 0 ? " can be loaded with " : " cannot be loaded with ")
                + btf
                + (errors == 0 ? "" : ": " + errors + (errors == 1 ? " error" : " errors"));
    }

    /** Everything, one finding a line. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(summary());
        s.append("\n  ").append(kernelBtf ? "the kernel has BTF of its own" : "the kernel has no BTF of its own");
        s.append("; ").append(libbpf);
        for (ObjectFinding finding : findings) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            s.append("\n  ")
                    .append(severity)
                    .append("         ", severity.length(), 9)
                    .append(finding.text());
        }
        return s.toString();
    }
}
