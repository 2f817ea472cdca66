// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.RelocationKind;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Proves that objects relocate against a minimized BTF as against the whole: every outcome and every patched instruction
 * is the same. What bpftool keeps is not always enough for that (of several types that match, only the first).
 */
public final class RelocationProof {
    private RelocationProof() {}

    /**
     * Compares.
     *
     * @param target what was minimized
     * @return warnings: relocations that ask for a type's id in the kernel, which no minimized BTF can tell
     * @throws MinimizationException when anything else differs; the message names the object and the relocation
     */
    public static Set<String> check(List<BpfObject> objects, CandidateIndex target, byte[] minimized)
            throws MinimizationException {
        String source = target.kernel().source();
        CandidateIndex small;
        try {
            // 32-bit kernels: a minimized BTF mostly lacks the type that would tell
            small = new CandidateIndex(
                    Btf.parse(minimized, "minimized " + source, target.kernel().pointerSize()));
        } catch (BtfFormatException e) {
            throw new MinimizationException(source + ": the minimized BTF is malformed: " + e.getMessage(), e);
        }
        Set<String> warnings = new LinkedHashSet<>();
        for (BpfObject object : objects) {
            List<ObjectRelocation.Outcome> expected = ObjectRelocation.of(object, target);
            List<ObjectRelocation.Outcome> found = ObjectRelocation.of(object, small);
            for (int i = 0; i < expected.size(); i++) {
                compare(object, source, expected.get(i), found.get(i), warnings);
            }
        }
        return warnings;
    }

    private static void compare(
            BpfObject object,
            String source,
            ObjectRelocation.Outcome expected,
            ObjectRelocation.Outcome found,
            Set<String> warnings)
            throws MinimizationException {
        // Also when the number happens to be the same, as it may be in what a cache has left of a kernel.
        boolean answered = expected.status() == ObjectRelocation.Status.OK || !isSame(expected, found);
        if (expected.relocation().kind() == RelocationKind.TYPE_ID_TARGET
                && expected.status() == found.status()
                && answered) {
            warnings.add(object.source() + ": a program in section "
                    + expected.relocation().section()
                    + " asks for the id of " + expected.relocation().typeName()
                    + " in the kernel; with a minimized BTF it gets a number that means nothing to the kernel");
            return;
        }
        if (isSame(expected, found)) {
            return;
        }
        throw new MinimizationException(object.source() + ": " + expected.relocation()
                + " comes to something else with the minimized BTF of " + source + ": " + describe(expected)
                + " with the whole, " + describe(found) + " with the minimized");
    }

    private static boolean isSame(ObjectRelocation.Outcome expected, ObjectRelocation.Outcome found) {
        return expected.status() == found.status()
                && Objects.equals(expected.originalValue(), found.originalValue())
                && Objects.equals(expected.newValue(), found.newValue())
                && Arrays.equals(expected.instruction(), found.instruction());
    }

    private static String describe(ObjectRelocation.Outcome outcome) {
        Long value = outcome.newValue();
        return outcome.status().text() + (value == null ? "" : " " + Long.toUnsignedString(value));
    }
}
