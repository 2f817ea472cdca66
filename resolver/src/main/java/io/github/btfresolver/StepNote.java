// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a search, noted as it happens: an array of source, path, outcome, reason, and the nanoseconds in an array of their own. It becomes a {@link
 * ResolutionStep} when somebody asks how the search went, which at most starts is nobody: so source and outcome are the names of
 * the constants, because these and what they are constants of, or a {@link Long}, would be classes that every start has to load.
 */
final class StepNote {
    static final String BTF_FILE = "BTF_FILE";
    static final String KERNEL = "KERNEL";
    static final String VMLINUX = "VMLINUX";
    static final String BUNDLE = "BUNDLE";
    static final String BUNDLE_FILE = "BUNDLE_FILE";
    static final String DIRECTORY = "DIRECTORY";
    static final String HAND_OVER = "HAND_OVER";
    static final String SETTING = "SETTING";

    static final String CHOSEN = "CHOSEN";
    static final String INFERRED = "INFERRED";
    static final String PASSED_OVER = "PASSED_OVER";
    static final String ABSENT = "ABSENT";
    static final String FAILED = "FAILED";
    static final String NOT_TRIED = "NOT_TRIED";

    private StepNote() {}

    /** The steps of such notes. */
    static List<ResolutionStep> steps(List<Object[]> notes) {
        List<ResolutionStep> steps = new ArrayList<>();
        for (Object[] note : notes) {
            Source source = Source.valueOf((String) note[0]);
            Outcome outcome = Outcome.valueOf((String) note[2]);
            steps.add(new ResolutionStep(source, (String) note[1], outcome, (String) note[3], ((long[]) note[4])[0]));
        }
        return steps;
    }
}
