// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.KernelEntries;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A bundle or a directory: entries for kernels; and how the search went there, until it is recorded in its turn. */
abstract class EntryPlace {
    private final String source;
    private final String name;
    private @Nullable String outcome;
    private String path;
    private String reason = "";
    private long nanos;

    EntryPlace(String source, String name) {
        this.source = source;
        this.name = name;
        path = name;
    }

    /** A bundle's name, or a path. */
    final String name() {
        return name;
    }

    /**
     * Opens it; to be called first.
     *
     * @return why it is not there; null when it is
     */
    abstract @Nullable String open() throws IOException;

    /**
     * Chooses an entry as if there were no other place.
     *
     * @param infer for a kernel that has none, what its neighbours share
     */
    abstract KernelMatch match(HostKernel host, boolean infer);

    /** Its entries, to choose among them and those of others. */
    abstract KernelEntries entries();

    /**
     * Reads what was chosen.
     *
     * @return its path, for the report
     */
    abstract String take(int entry, KernelId kernel) throws IOException;

    /**
     * What was taken, as the loader needs it.
     *
     * @return null when it cannot be given a path, which ends the search
     */
    abstract @Nullable KernelBtf handOver(Settings settings, Search search);

    /**
     * Hands over a BTF that lies in memory, in the way that is set.
     *
     * @param source where it is from, for messages
     * @param label of the bundle that it is from; null when it is from none
     * @return null when that is not possible, which ends the search
     */
    static @Nullable KernelBtf handedOver(
            Settings settings, Search search, byte[] btf, String source, byte @Nullable [] label) {
        return settings.is(Setting.HAND_OVER, "none")
                ? KernelBtf.inMemory(search, source, btf, null).from(label)
                : new HandOverStep(settings, search).run(btf, source, label);
    }

    /** What else to say when nothing was chosen; mostly empty. */
    String problems() {
        return "";
    }

    /** Notes that nothing is taken of it, and why. */
    final void end(String outcome, String reason) {
        this.outcome = outcome;
        this.reason = reason;
    }

    /** Takes an entry of its own, for the reason that a match among these or more has. */
    final void choose(int entry, KernelId kernel, String reason, boolean infer) throws IOException {
        path = take(entry, kernel);
        end(infer ? StepNote.INFERRED : StepNote.CHOSEN, kernel + ", " + reason);
    }

    /** Adds to the time that its step took. */
    final void took(long nanos) {
        this.nanos += nanos;
    }

    /** Records how it went since this was called last; nothing when nothing was done. */
    final void record(Search search) {
        String ended = outcome;
        if (ended != null) {
            search.add(source, path, ended, reason, nanos);
            outcome = null;
            nanos = 0;
        }
    }
}
