// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.util.List;

/** What a report says of a place from which nothing is taken. A class of its own, which a start that finds a BTF does not load. */
final class PassedOver {
    private static final int MAX_CANDIDATES_SHOWN = 10;

    private PassedOver() {}

    /**
     * Notes it.
     *
     * @param alone what the place has, as if there were no other
     */
    static void note(EntryPlace place, KernelMatch alone) {
        end(place, alone.reason() + candidates(alone));
    }

    /**
     * Notes it of one of several places.
     *
     * @param together what all of them have
     */
    static void note(EntryPlace place, KernelMatch alone, KernelMatch together) {
        if (!alone.isFound()) {
            note(place, alone);
            return;
        }
        end(
                place,
                alone.kernel() + "; of all bundles and directories together: " + together
                        + (together.isFound() ? "" : candidates(together)));
    }

    /** Notes that it cannot be looked at. */
    static void failed(EntryPlace place, Exception e) {
        place.end(StepNote.FAILED, e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString());
    }

    private static void end(EntryPlace place, String reason) {
        place.end(StepNote.PASSED_OVER, reason + place.problems());
    }

    private static String candidates(KernelMatch match) {
        StringBuilder s = new StringBuilder();
        List<KernelId> candidates = match.candidates();
        for (int i = 0; i < Math.min(candidates.size(), MAX_CANDIDATES_SHOWN); i++) {
            s.append(i == 0 ? "; candidates: " : ", ").append(candidates.get(i));
        }
        int more = candidates.size() - MAX_CANDIDATES_SHOWN;
        return s + (more > 0 ? " and " + more + " more" : "");
    }
}
