// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.kernel.HostKernel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a search for BTF went: every place that was looked at, in order, with what was found there and why it was taken or
 * passed over. Immutable.
 */
public final class Resolution {
    /** Where a BTF can come from. */
    public enum Source {
        /** The file that somebody named. */
        BTF_FILE,
        /** The kernel's own, in {@code /sys/kernel/btf/vmlinux}. */
        KERNEL,
        /** A vmlinux file in one of libbpf's places. */
        VMLINUX,
        /** A bundle on the class path. */
        BUNDLE,
        /** A bundle in a file that somebody named. */
        BUNDLE_FILE,
        /** A directory in BTFHub's layout that somebody named. */
        DIRECTORY,
        /** No source, but the last step: making a path for a BTF that has none. */
        HAND_OVER,
        /** No source either: a setting that cannot be used. */
        SETTING
    }

    /** How a step ended. */
    public enum Outcome {
        /** This is the one. */
        CHOSEN,
        /** This is the one, but it is not this kernel's: its neighbours' that agree, see {@link MatchPolicy#BRACKETED}. */
        INFERRED,
        /** Something is there that will not do. */
        PASSED_OVER,
        /** Nothing is there. */
        ABSENT,
        /** It could not be looked at, or should have been usable and is not. */
        FAILED,
        /** Not looked at, because of a setting or because the search had ended. */
        NOT_TRIED
    }

    private final List<ResolutionStep> steps;
    private final @Nullable HostKernel runningKernel;
    private final @Nullable String mistake;
    private final List<String> warnings;
    private final List<String> advice;

    Resolution(
            List<ResolutionStep> steps,
            @Nullable HostKernel runningKernel,
            @Nullable String mistake,
            List<String> warnings,
            List<String> advice) {
        this.steps = Collections.unmodifiableList(new ArrayList<>(steps));
        this.runningKernel = runningKernel;
        this.mistake = mistake;
        this.warnings = Collections.unmodifiableList(new ArrayList<>(warnings));
        this.advice = Collections.unmodifiableList(new ArrayList<>(advice));
    }

    /** All steps in order. */
    public List<ResolutionStep> steps() {
        return steps;
    }

    /** The step that the BTF came from; empty when there is none, or it could not be handed over. */
    public Optional<ResolutionStep> chosen() {
        return Optional.ofNullable(chosenStep());
    }

    private @Nullable ResolutionStep chosenStep() {
        for (ResolutionStep step : steps) {
            boolean taken = step.outcome() == Outcome.CHOSEN || step.outcome() == Outcome.INFERRED;
            if (taken && mistake == null) {
                return step;
            }
        }
        return null;
    }

    /** Whether the BTF is not this kernel's, but one that its neighbours share, see {@link MatchPolicy#BRACKETED}. */
    public boolean isInferred() {
        ResolutionStep step = chosenStep();
        return step != null && step.outcome() == Outcome.INFERRED;
    }

    /** The setting or the hand-over that ended the search, in words; empty when none did. */
    public Optional<String> mistake() {
        return Optional.ofNullable(mistake);
    }

    /** What is worth knowing although the search succeeded. */
    public List<String> warnings() {
        return warnings;
    }

    /** What would help where no BTF was found, or none could be handed over; empty when all went well, or a setting is wrong. */
    public List<String> advice() {
        return advice;
    }

    /** The machine and who told what about it; empty when the search did not need to know. */
    public Optional<String> runningKernel() {
        return runningKernel == null ? Optional.<String>empty() : Optional.of(runningKernel.toString());
    }

    /** The same as data. */
    public Optional<HostKernel> host() {
        return Optional.ofNullable(runningKernel);
    }

    /** One line, for a log. */
    public String summary() {
        ResolutionStep step = chosenStep();
        if (step != null) {
            return (isInferred() ? "BTF inferred: " : "BTF found: ") + step.text() + handedOver() + " in "
                    + ResolutionStep.millis(nanos());
        }
        String kernel = runningKernel == null ? "" : " " + runningKernel;
        return mistake != null ? mistake : "no BTF found for the running kernel" + kernel;
    }

    private String handedOver() {
        ResolutionStep last = steps.get(steps.size() - 1);
        return last.source() == Source.HAND_OVER ? ", as " + last.path() : "";
    }

    /** How long it took. */
    public long nanos() {
        long sum = 0;
        for (ResolutionStep step : steps) {
            sum += step.nanos();
        }
        return sum;
    }

    /**
     * Everything, as one JSON object on one line: {@code found}, {@code inferred}, {@code summary}, {@code mistake}, {@code
     * nanos}, {@code kernel} (null when the search did not need to know), {@code steps}, {@code warnings}, {@code advice}.
     * What is not known is null; outcomes and sources are the names of the constants in lower case.
     */
    public String toJson() {
        return new ResolutionJson(this).text();
    }

    /** Everything, one step a line. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(summary());
        for (ResolutionStep step : steps) {
            s.append("\n  ");
            pad(s, step.outcome().name(), 12);
            pad(s, step.source().name(), 12);
            s.append(step.path()).append(": ").append(step.reason());
            if (step.outcome() != Outcome.NOT_TRIED) {
                s.append(" (").append(ResolutionStep.millis(step.nanos())).append(')');
            }
        }
        for (String warning : warnings) {
            s.append("\n  warning: ").append(warning);
        }
        for (String line : advice) {
            s.append("\n- ").append(line);
        }
        return s.toString();
    }

    private static void pad(StringBuilder s, String name, int width) {
        s.append(name.toLowerCase(Locale.ROOT).replace('_', ' '));
        for (int i = name.length(); i < width; i++) {
            s.append(' ');
        }
    }
}
