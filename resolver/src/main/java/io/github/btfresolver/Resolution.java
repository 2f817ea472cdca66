// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

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
        /** No source, but the last step: making a path for a BTF that has none. */
        HAND_OVER,
        /** No source either: a setting that cannot be used. */
        SETTING
    }

    /** How a step ended. */
    public enum Outcome {
        /** This is the one. */
        CHOSEN,
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
    private final @Nullable String runningKernel;
    private final @Nullable String mistake;
    private final List<String> warnings;

    Resolution(
            List<ResolutionStep> steps,
            @Nullable String runningKernel,
            @Nullable String mistake,
            List<String> warnings) {
        this.steps = Collections.unmodifiableList(new ArrayList<>(steps));
        this.runningKernel = runningKernel;
        this.mistake = mistake;
        this.warnings = Collections.unmodifiableList(new ArrayList<>(warnings));
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
            if (step.outcome() == Outcome.CHOSEN && mistake == null) {
                return step;
            }
        }
        return null;
    }

    /** What is worth knowing although the search succeeded. */
    public List<String> warnings() {
        return warnings;
    }

    /** The machine and who told what about it; empty when the search did not need to know. */
    public Optional<String> runningKernel() {
        return Optional.ofNullable(runningKernel);
    }

    /** One line, for a log. */
    public String summary() {
        ResolutionStep step = chosenStep();
        if (step != null) {
            return "BTF found: " + step.text() + handedOver() + " in " + ResolutionStep.millis(nanos());
        }
        String kernel = runningKernel == null ? "" : " " + runningKernel;
        return mistake != null ? mistake : "no BTF found for the running kernel" + kernel;
    }

    private String handedOver() {
        ResolutionStep last = steps.get(steps.size() - 1);
        return last.source() == Source.HAND_OVER ? ", as " + last.path() : "";
    }

    private long nanos() {
        long sum = 0;
        for (ResolutionStep step : steps) {
            sum += step.nanos();
        }
        return sum;
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
        return s.toString();
    }

    private static void pad(StringBuilder s, String name, int width) {
        s.append(name.toLowerCase(Locale.ROOT).replace('_', ' '));
        for (int i = name.length(); i < width; i++) {
            s.append(' ');
        }
    }
}
