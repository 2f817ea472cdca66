// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a search writes about itself to standard error when it is over. */
public enum Report {
    /** Nothing. */
    NONE,
    /** One line. */
    SUMMARY,
    /** Everything, one step a line. */
    TEXT,
    /** Everything, as JSON on one line. */
    JSON;

    /**
     * Tells those who want to know how a search went: on standard error, and the listener.
     *
     * @param btf is closed when the listener fails; null when nothing was found
     * @return the same resolution
     */
    static Resolution tell(Settings settings, Resolution resolution, @Nullable KernelBtf btf) {
        String report = settings.get(Setting.REPORT);
        if (report != null && !resolution.mistake().isPresent()) {
            of(report).write(resolution);
        }
        ResolutionListener listener = settings.listener();
        if (listener == null) {
            return resolution;
        }
        boolean told = false;
        try {
            listener.resolved(resolution);
            told = true;
        } finally {
            if (!told && btf != null) {
                btf.close();
            }
        }
        return resolution;
    }

    /** By a word that {@link SettingsCheck} has found to be one. */
    private static Report of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void write(Resolution resolution) {
        if (this != NONE) {
            System.err.println(
                    this == JSON ? resolution.toJson() : this == TEXT ? resolution.toString() : resolution.summary());
        }
    }
}
