// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.SourceException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which kernels of the sources are wanted. */
final class FilterOptions {
    /** What the filter names as the goal's parameters are named. */
    private static final Map<String, String> OPTIONS = Map.of(
            "distributions", "--distribution",
            "versions", "--version-id",
            "architectures", "--architecture",
            "releases", "--release");

    @Option(
            names = "--distribution",
            arity = "1..*",
            paramLabel = "ID",
            description = {
                "Only kernels of these distributions; here and below, * is any characters and ? any one,",
                "and a kernel must match one pattern of each of these options that is given. With ! in front, a",
                "pattern, but no architecture, leaves out what it matches."
            })
    private @Nullable List<String> distributions;

    @Option(
            names = "--version-id",
            arity = "1..*",
            paramLabel = "VERSION_ID",
            description = "Only kernels of these versions of distributions.")
    private @Nullable List<String> versions;

    @Option(
            names = "--architecture",
            arity = "1..*",
            paramLabel = "ARCH",
            description = "Only kernels of these architectures, by any of their names; not a pattern.")
    private @Nullable List<String> architectures;

    @Option(
            names = "--release",
            arity = "1..*",
            paramLabel = "RELEASE",
            description = {
                "Only kernels of these releases, as '4.15.0-*-generic', or '[4.15,5.4)' for a range in Maven's",
                "form: from 4.15 on to before 5.4; '[4.15,)' and '(,5.4)' are open at one end."
            })
    private @Nullable List<String> releases;

    KernelFilter filter() throws SourceException {
        try {
            return KernelFilter.of(distributions, versions, architectures, releases);
        } catch (SourceException e) {
            throw new SourceException(OPTIONS.getOrDefault(e.source(), e.source()), e.problem(), e);
        }
    }
}
