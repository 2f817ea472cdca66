// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.plugin.bundling.BuiltBundle;
import io.github.btfresolver.plugin.bundling.BundleBuilder;
import io.github.btfresolver.plugin.bundling.BundleRequest;
import io.github.btfresolver.plugin.bundling.Progress;
import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.SourceSettings;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleJsonTest {
    @Test
    void the_json_form_has_objects_layouts_and_kernels_with_null_for_what_is_not_known() throws Exception {
        File kernel = TestData.file("btf-small/kernel.el.btf");
        BuiltBundle built = BundleBuilder.build(
                new BundleRequest(
                        "x",
                        List.of(TestData.file("objects/el/exec.bpf.o")),
                        List.of("debian/12/x86_64/6.1-own=" + kernel, "-/-/arm64/6.1-own=" + kernel),
                        Path.of(""),
                        new SourceSettings(Path.of("nowhere"), true),
                        KernelFilter.all(),
                        true,
                        1,
                        BundleRequest.MAX_SIZE),
                Progress.silent());
        Bundle bundle = Bundle.read(new ByteArrayInputStream(built.bytes()), "x");
        StringWriter out = new StringWriter();

        BundleJson.write(bundle, built.bytes().length, out);

        String expected = """
                {"name":"x","size":%d,"objects":[{"name":"exec.bpf.o","sha256":"%s"}],\
                "layouts":[{"layout":0,"size":%d,"sha256":"%s"}],\
                "kernels":[{"id":null,"version_id":null,"arch":"arm64","release":"6.1-own","build_id":null,"layout":0},\
                {"id":"debian","version_id":"12","arch":"x86_64","release":"6.1-own","build_id":null,"layout":0}]}""".formatted(
                built.bytes().length, bundle.objects().get(0).sha256(), bundle.layoutSize(0), bundle.layoutSha256(0));
        assertEquals(expected, out.toString().replaceAll("\\s", ""));
    }
}
