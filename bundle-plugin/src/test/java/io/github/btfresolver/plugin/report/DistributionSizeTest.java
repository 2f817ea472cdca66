// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.plugin.bundling.BuildFacts;
import io.github.btfresolver.plugin.bundling.SourceSizes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DistributionSizeTest {
    private static final String ONE = "centos/7/x86_64/3.10.0-957.el7";
    private static final String BY_UNAME = ONE + ".x86_64";
    private static final String OTHER = "centos/7/x86_64/3.10.0-1062.el7.x86_64";

    private static Optional<SourceSizes> source(Map<String, String> origins) throws Exception {
        TestBundles bundles = new TestBundles("small").object("el/exec", "exec.bpf.o");
        byte[] layout = bundles.layout("kernel.el");
        bundles.kernel(ONE, layout).kernel(BY_UNAME, layout).kernel(OTHER, layout);
        SourceSizes size = new SourceSizes(5_000_000, 1_000_000);
        BuildFacts facts = new BuildFacts(List.of(), Map.of(ONE, size, BY_UNAME, size, OTHER, size), origins);
        BundleReport report = BundleReport.of(bundles.bundle(), bundles.objects, Optional.of(facts));
        assertEquals(1, report.sizes().size());
        assertEquals(3, report.sizes().get(0).kernels());
        return report.sizes().get(0).source();
    }

    @Test
    void a_file_that_counts_as_two_kernels_is_summed_once() throws Exception {
        String file = "tree/" + ONE + ".btf.tar.xz";
        assertEquals(
                Optional.of(new SourceSizes(10_000_000, 2_000_000)),
                source(Map.of(ONE, file, BY_UNAME, file, OTHER, "tree/" + OTHER + ".btf.tar.xz")));
    }

    @Test
    void files_that_are_not_known_to_be_one_are_summed_each() throws Exception {
        assertEquals(Optional.of(new SourceSizes(15_000_000, 3_000_000)), source(Map.of()));
    }
}
