// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.plugin.bundling.BuildFacts;
import io.github.btfresolver.plugin.bundling.SourceSizes;
import io.github.btfresolver.plugin.source.RejectedInput;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    /** Everything: a series with a change, another byte order, what is not known, each outcome but a refusal, an object that is not at hand. */
    static TestBundles small() throws Exception {
        TestBundles bundles = new TestBundles("small")
                .object("el/guards", "guards.bpf.o")
                .object("el/kernel_only", "kernel_only.bpf.o")
                .object("el/stores", "stores.bpf.o");
        bundles.writer.addObject("z-elsewhere.bpf.o", new byte[32]);
        bundles.writer.addSource("btfhub-archive", "0123456789012345678901234567890123456789", 5);
        return bundles.kernel("debian/12/x86_64/6.1.0-8-amd64", bundles.layout("kernel_old.el"))
                .kernel("debian/12/x86_64/6.1.0-9-amd64", bundles.layout("kernel.el"))
                .kernel("debian/12/x86_64/6.1.0-10-amd64", bundles.layout("kernel.el"))
                .kernel("debian/12/s390x/6.1.0-9-s390x", bundles.layout("kernel.eb"))
                .kernel("//arm64/own", bundles.layout("kernel.el"));
    }

    static Optional<BuildFacts> facts(String known) {
        return Optional.of(new BuildFacts(
                List.of(new RejectedInput("tree/debian/12/x86_64/6.2.btf", "the file is empty")),
                Map.of(known, new SourceSizes(5_000_000, 1_000_000)),
                Map.of(known, "tree/" + known + ".btf.tar.xz")));
    }

    @Test
    void the_report_of_a_small_bundle() throws Exception {
        TestBundles small = small();
        Bundle bundle = small.bundle();
        BundleReport report = BundleReport.of(bundle, small.objects, facts("debian/12/s390x/6.1.0-9-s390x"));

        String json = new String(ReportJson.of(report), StandardCharsets.UTF_8)
                .replace(bundle.fileSha256(), "SHA-256 of the bundle")
                .replaceFirst("\"size\" : " + bundle.fileSize(), "\"size\" : 0");

        try (InputStream golden = ReportJsonTest.class.getResourceAsStream("small.json")) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), json);
        }
    }

    @Test
    void what_the_build_knew_is_null_without_its_record() throws Exception {
        TestBundles one = new TestBundles("one").object("el/exec", "exec.bpf.o");
        one.kernel("debian/12/x86_64/6.1", one.layout("kernel.el"));
        BundleReport report = BundleReport.of(one.bundle(), one.objects, Optional.empty());
        String json = new String(ReportJson.of(report), StandardCharsets.UTF_8);
        assertEquals(2, json.split("\"btf_size\" : null", -1).length - 1);
        assertEquals(2, json.split("\"rejected\" : null", -1).length);
    }
}
