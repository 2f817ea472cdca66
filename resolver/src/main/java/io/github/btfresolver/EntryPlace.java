// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleIndex;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.KernelEntries;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.file.FileStart;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a search finds entries for kernels, and how it went there, until that is recorded in its turn: a bundle, on the class
 * path or in a file. {@link DirectoryPlace} says what is different of a directory; there is no class above the two, which
 * a start that takes its BTF from a bundle would have to load.
 */
class EntryPlace {
    private final Search search;
    private final String source;
    private final String name;
    private final @Nullable BundleIndex index;
    private @Nullable Bundle bundle;
    private @Nullable KernelBtf taken;
    private @Nullable String outcome;
    private String path;
    private String reason = "";
    private long nanos;

    EntryPlace(Search search, String source, String name, @Nullable BundleIndex index) {
        this.search = search;
        this.source = source;
        this.name = name;
        this.index = index;
        path = name;
    }

    static EntryPlace resource(Search search, String name, BundleIndex index) {
        return new EntryPlace(search, StepNote.BUNDLE, name, index);
    }

    static EntryPlace file(Search search, String path) {
        return new EntryPlace(search, StepNote.BUNDLE_FILE, path, null);
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
    @Nullable
    String open() throws IOException {
        bundle = index == null ? openFile() : openResource(index);
        if (bundle != null) {
            return null;
        }
        return index == null
                ? FileStart.absence("no such file", new File(name))
                : "no resource " + BundleResource.DIRECTORY + name + BundleResource.SUFFIX + " in " + index;
    }

    private @Nullable Bundle openResource(BundleIndex index) throws IOException {
        byte[] bytes = index.read(name);
        return bytes == null ? null : Bundle.open(bytes, name);
    }

    private @Nullable Bundle openFile() throws IOException {
        File file = new File(name);
        if (!file.exists()) {
            return null;
        }
        try (InputStream in = new FileInputStream(file)) {
            return Bundle.open(in, name);
        }
    }

    private Bundle bundle() {
        return Objects.requireNonNull(bundle, "not open");
    }

    /** Its entries. */
    KernelEntries entries() {
        return bundle().entries();
    }

    /** What else to say when nothing was chosen; mostly empty. */
    String problems() {
        return "";
    }

    /** Reads the BTF of an entry. */
    KernelBtf read(Search search, int entry, KernelId kernel) throws IOException {
        byte[] btf = bundle().layout(bundle().layoutOf(entry));
        return KernelBtf.inMemory(search, name + "!" + kernel, btf, null).from(bundle().encodedLabel());
    }

    /** The path of what was read, for the report. */
    String path(KernelBtf read) {
        return name;
    }

    /**
     * Chooses an entry as if there were no other place.
     *
     * @param infer for a kernel that has none, what its neighbours share
     */
    final KernelMatch match(HostKernel host, boolean infer) {
        return infer ? entries().infer(host) : entries().match(host);
    }

    /**
     * Takes an entry of its own, for the reason that a match among these or more has. Of an entry that was not inferred, another
     * release than the machine's is the same one without the architecture, unless the build id has decided.
     */
    final void choose(int entry, KernelId kernel, String reason, boolean infer) throws IOException {
        KernelBtf btf = read(search, entry, kernel);
        path = path(btf);
        taken = btf;
        end(infer ? StepNote.INFERRED : StepNote.CHOSEN, kernel + ", " + reason);
        HostKernel host = search.running();
        if (!infer && !kernel.release().equals(host.release()) && !entries().isOfBuild(entry, host)) {
            search.warn(kernel + " is taken for " + host.release()
                    + ": its release is without architecture, as in old files of BTFHub's archive");
        }
    }

    /** What was taken; of what lies in memory nothing is handed over yet. */
    final KernelBtf taken() {
        return Objects.requireNonNull(taken, "not taken");
    }

    /** Notes that nothing is taken of it, and why. */
    final void end(String outcome, String reason) {
        this.outcome = outcome;
        this.reason = reason;
    }

    /** Adds to the time that its step took. */
    final void took(long nanos) {
        this.nanos += nanos;
    }

    /** The time that its step took, until that is recorded. */
    final long nanos() {
        return nanos;
    }

    /** Records how it went since this was called last; nothing when nothing was done. */
    final void record() {
        String ended = outcome;
        if (ended != null) {
            search.add(source, path, ended, reason, nanos);
            outcome = null;
            nanos = 0;
        }
    }
}
