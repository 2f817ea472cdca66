// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import java.io.IOException;
import java.util.List;

/**
 * There is no BTF for the running kernel, or what somebody set cannot be used. The message has everything: what was tried,
 * how each ended, and what would help.
 */
public final class BtfNotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Resolution resolution;

    BtfNotFoundException(Resolution resolution, List<String> advice) {
        super(message(resolution, advice));
        this.resolution = resolution;
    }

    private static String message(Resolution resolution, List<String> advice) {
        StringBuilder s = new StringBuilder(resolution.toString());
        for (String line : advice) {
            s.append("\n- ").append(line);
        }
        return s.toString();
    }

    /** How the search went. */
    public Resolution resolution() {
        return resolution;
    }
}
