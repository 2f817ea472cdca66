// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.OsRelease;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.TestBundles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of an os-release file, and the choice from a bundle by what it says. */
final class OsReleaseTarget implements FuzzTarget {
    private static final Bounded BOUNDED = Bounded.of("os-release").throwingNothing();
    private static final String RELEASE = "4.18.0-80.el8.x86_64";

    private final Bundle bundle;

    OsReleaseTarget() {
        try {
            byte[] bytes = TestBundles.bundle(
                    "fuzz",
                    List.of(
                            "centos/8/x86_64/" + RELEASE + "=a",
                            "ol/8/x86_64/" + RELEASE + "=b",
                            "debian/10/x86_64/" + RELEASE + "=c",
                            "opensuse-leap/15.3/x86_64/" + RELEASE + "=d",
                            "amzn/2018.03/x86_64/" + RELEASE + "=e"));
            bundle = Bundle.read(new ByteArrayInputStream(bytes), "fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void run(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        OsRelease osRelease = BOUNDED.read(input.length, () -> OsRelease.parse(text));
        BOUNDED.read(input.length, () -> bundle.match(new HostKernel(RELEASE, "x86_64", null, null, osRelease)));
        BOUNDED.read(input.length, osRelease::toString);
        StringBuilder again = new StringBuilder();
        osRelease
                .fields()
                .forEach((name, value) -> again.append(name)
                        .append("=\"")
                        .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append("\"\n"));
        if (!OsRelease.parse(again.toString()).fields().equals(osRelease.fields())) {
            throw new AssertionError("written again it is another: " + again);
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        TestData.list("os-release", "").forEach(file -> seeds.add(TestData.bytes(file)));
        return seeds;
    }
}
