// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.KernelId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the kernels that sources hold are wanted: those that match one pattern of each list that has one, and none of those
 * with {@code !} in front. A pattern is for the whole name, in any case of letters; {@code *} is any characters, {@code ?} any
 * one. What is not known of a kernel is called {@code -}. Releases may also be given by a {@link ReleaseRange}. For one build,
 * by one thread.
 */
public final class KernelFilter {
    private final NamePatterns distributions;
    private final NamePatterns versions;
    private final NamePatterns architectures;
    private final NamePatterns releases;

    private KernelFilter(
            NamePatterns distributions, NamePatterns versions, NamePatterns architectures, NamePatterns releases) {
        this.distributions = distributions;
        this.versions = versions;
        this.architectures = architectures;
        this.releases = releases;
    }

    /** Every kernel. */
    public static KernelFilter all() {
        try {
            return of(null, null, null, null);
        } catch (SourceException e) {
            throw new AssertionError("no pattern, no mistake in one", e);
        }
    }

    /**
     * A filter; a list that is null or empty admits all.
     *
     * @param distributions patterns of IDs: {@code ubuntu}, {@code !debian}
     * @param versions patterns of VERSION_IDs: {@code 18.04}
     * @param architectures names, of any of their usual forms: {@code aarch64} is {@code arm64}
     * @param releases patterns of releases, or ranges: {@code 4.15.0-*-generic}, {@code [4.15,5.4)}, {@code !4.15.0-20-*}
     * @throws SourceException for an empty pattern, a malformed range, or an architecture that is not known
     */
    public static KernelFilter of(
            @Nullable List<String> distributions,
            @Nullable List<String> versions,
            @Nullable List<String> architectures,
            @Nullable List<String> releases)
            throws SourceException {
        return new KernelFilter(
                NamePatterns.globs("distributions", distributions),
                NamePatterns.globs("versions", versions),
                NamePatterns.names("architectures", architectures, KernelFilter::architecture),
                NamePatterns.releases("releases", releases));
    }

    private static String architecture(String name) throws SourceException {
        if (!Arch.isKnown(name)) {
            throw new SourceException("architectures", "\"" + name + "\" is not known; expected one like x86_64");
        }
        return Arch.normalize(name);
    }

    /** Whether a kernel is wanted. */
    boolean accepts(KernelId kernel) {
        // each is asked, so that each remembers what it has matched
        boolean wanted = distributions.accept(kernel.id());
        wanted &= versions.accept(kernel.versionId());
        wanted &= architectures.accept(kernel.arch());
        wanted &= releases.accept(kernel.release());
        return wanted;
    }

    /**
     * A line for each pattern that no kernel has matched that this was asked about, wanted or not: it may be misspelt, or a source
     * may lack what it should have.
     */
    public List<String> unmatched() {
        return Stream.of(distributions, versions, architectures, releases)
                .flatMap(patterns -> patterns.unmatched().stream())
                .toList();
    }
}
