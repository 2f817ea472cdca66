// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import java.util.Locale;

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

    /** By a word that {@link SettingsCheck} has found to be one. */
    static Report of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    void write(Resolution resolution) {
        if (this != NONE) {
            System.err.println(
                    this == JSON ? resolution.toJson() : this == TEXT ? resolution.toString() : resolution.summary());
        }
    }
}
