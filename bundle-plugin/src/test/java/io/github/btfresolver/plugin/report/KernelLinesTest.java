// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.bundle.Bundle;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KernelLinesTest {
    private final TestBundles bundles = new TestBundles("x");

    private void kernel(String kernel, String layout) {
        bundles.kernel(kernel, layout.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** A line each: platform, series, and the builds of each run. */
    private List<String> lines() throws Exception {
        Bundle bundle = bundles.bundle();
        return KernelLines.of(bundle).stream()
                .flatMap(platform -> platform.series().stream()
                        .map(series -> platform + " [" + series.name() + "] "
                                + series.runs().stream()
                                        .map(run -> run.kernels().stream()
                                                .map(kernel ->
                                                        bundle.kernel(kernel).release())
                                                .collect(Collectors.joining(" ")))
                                        .collect(Collectors.joining(" | "))))
                .toList();
    }

    @Test
    void a_run_ends_where_the_layout_changes_in_the_order_of_numbers() throws Exception {
        kernel("ubuntu/18.04/x86_64/4.15.0-9-generic", "a");
        kernel("ubuntu/18.04/x86_64/4.15.0-10-generic", "a");
        kernel("ubuntu/18.04/x86_64/4.15.0-100-generic", "b");
        kernel("ubuntu/18.04/x86_64/4.15.0-101-generic", "a");
        assertEquals(
                List.of("ubuntu 18.04 x86_64 [4.15-generic] 4.15.0-9-generic 4.15.0-10-generic | 4.15.0-100-generic"
                        + " | 4.15.0-101-generic"),
                lines());
    }

    @Test
    void series_are_of_one_version_flavour_and_platform_and_the_rest_comes_last() throws Exception {
        kernel("ubuntu/18.04/x86_64/4.15.0-9-generic", "a");
        kernel("ubuntu/18.04/arm64/4.15.0-9-generic", "a");
        kernel("ubuntu/9.10/x86_64/4.15.0-9-generic", "a");
        kernel("ubuntu/18.04/x86_64/4.15.0-9-aws", "a");
        kernel("ubuntu/18.04/x86_64/4.4.0-9-aws", "a");
        kernel("ubuntu/18.04/x86_64/1-own", "a");
        kernel("ubuntu/18.04/x86_64/10-own", "b");
        kernel("ubuntu/18.04/x86_64/9-own", "b");
        kernel("//x86_64/1-own", "a");
        assertEquals(
                List.of(
                        "distribution not known x86_64 [] 1-own",
                        "ubuntu 9.10 x86_64 [4.15-generic] 4.15.0-9-generic",
                        "ubuntu 18.04 arm64 [4.15-generic] 4.15.0-9-generic",
                        "ubuntu 18.04 x86_64 [4.4-aws] 4.4.0-9-aws",
                        "ubuntu 18.04 x86_64 [4.15-aws] 4.15.0-9-aws",
                        "ubuntu 18.04 x86_64 [4.15-generic] 4.15.0-9-generic",
                        "ubuntu 18.04 x86_64 [] 1-own | 9-own 10-own"),
                lines());
    }
}
