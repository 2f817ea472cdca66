// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.HostKernel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A bundle or a directory: entries for kernels. */
abstract class EntryPlace {
    private final Source source;
    private final String name;

    EntryPlace(Source source, String name) {
        this.source = source;
        this.name = name;
    }

    final Source source() {
        return source;
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
     * Chooses an entry.
     *
     * @param infer for a kernel that has none, what its neighbours share
     */
    abstract KernelMatch match(HostKernel host, boolean infer);

    /**
     * Reads what a match has found.
     *
     * @return its path, for the report
     */
    abstract String take(KernelMatch match) throws IOException;

    /**
     * What was taken, as the loader needs it.
     *
     * @return null when it cannot be given a path, which ends the search
     */
    abstract @Nullable KernelBtf handOver(Settings settings, Search search);

    /** What else to say when nothing was chosen; mostly empty. */
    String problems() {
        return "";
    }
}
