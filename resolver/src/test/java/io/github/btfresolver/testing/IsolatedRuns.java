// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import io.github.btfresolver.loader.HandOver;
import io.github.btfresolver.loader.HandOverMode;
import java.io.IOException;

/** What runs inside a {@link RecordingLoader}, or in a JVM of its own; as plain as the code under test has to be. */
public final class IsolatedRuns {
    private IsolatedRuns() {}

    /** What runs in a JVM of its own: asks for the path, or where that JVM's settings want none, for what is in memory. */
    public static void main(String[] arguments) throws IOException {
        if ("none".equals(System.getProperty("btfresolver.handOver"))) {
            KernelBtf btf = BtfResolver.forRunningKernel();
            btf.spec();
            btf.close();
        } else {
            resolve("");
        }
    }

    /** Resolves on a machine that is a directory, or on this one when it is empty; returns the path. */
    public static String resolve(String root) throws IOException {
        KernelBtf btf = root.isEmpty()
                ? BtfResolver.forRunningKernel()
                : BtfResolver.builder().hostRoot(root).resolve();
        String path = btf.customPath().orElse("");
        btf.close();
        return path;
    }

    /** Resolves from a bundle file; returns the whole report. */
    public static String fromBundle(String root, String bundleFile, String tempDir) throws IOException {
        try (KernelBtf btf = BtfResolver.builder()
                .hostRoot(root)
                .skipKernel(true)
                .bundleFiles(bundleFile)
                .tempDir(tempDir)
                .resolve()) {
            return btf.resolution().toString();
        }
    }

    /** Hands a BTF over as a file and leaves it open; returns the path. */
    @SuppressWarnings("MustBeClosedChecker")
    public static String leave(String tempDir) throws IOException {
        return HandOver.open(Samples.btf("int"), HandOverMode.FILE, tempDir).path();
    }

    /** Resolves for this machine's libbpf; returns the whole report. */
    public static String rewriteForThisLibbpf(String root) throws IOException {
        try (KernelBtf btf =
                BtfResolver.builder().hostRoot(root).rewriteForLibbpf("auto").resolve()) {
            return btf.resolution().toString();
        }
    }
}
