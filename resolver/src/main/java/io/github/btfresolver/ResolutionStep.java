// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import java.util.Locale;

/** One place that a search looked at. Immutable. */
public final class ResolutionStep {
    private final Resolution.Source source;
    private final String path;
    private final Resolution.Outcome outcome;
    private final String reason;
    private final long nanos;

    ResolutionStep(Resolution.Source source, String path, Resolution.Outcome outcome, String reason, long nanos) {
        this.source = source;
        this.path = path;
        this.outcome = outcome;
        this.reason = reason;
        this.nanos = nanos;
    }

    public Resolution.Source source() {
        return source;
    }

    /** The file; of a bundle its name or file; of a setting its name. */
    public String path() {
        return path;
    }

    public Resolution.Outcome outcome() {
        return outcome;
    }

    /** Why the step ended so, in words. */
    public String reason() {
        return reason;
    }

    /** How long it took. */
    public long nanos() {
        return nanos;
    }

    String text() {
        return source.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + path + " (" + reason + ")";
    }

    /** Milliseconds with two digits after the point. */
    static String millis(long nanos) {
        long hundredths = nanos / 10_000;
        long rest = hundredths % 100;
        return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest + " ms";
    }

    @Override
    public String toString() {
        return outcome + " " + text();
    }
}
