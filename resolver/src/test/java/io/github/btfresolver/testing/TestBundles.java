// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.kernel.KernelId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes bundles for tests of the search. */
public final class TestBundles {
    private TestBundles() {}

    /** A bundle with one entry: {@code ID/VERSION_ID/ARCH/RELEASE} and its layout. */
    public static byte[] bundle(String name, String kernel, byte[] layout) throws IOException {
        String[] key = kernel.split("/", 4);
        BundleWriter writer = new BundleWriter(name);
        writer.addKernel(new KernelId(key[0], key[1], key[2], key[3], null), layout);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    /** What is no bundle. */
    public static byte[] malformed() {
        return "broken\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts a bundle where a class loader over this directory finds it. */
    public static void install(Path classes, String name, byte[] bundle) throws IOException {
        Path directory = Files.createDirectories(classes.resolve(BundleResource.DIRECTORY));
        Files.write(directory.resolve(name + ".btfb"), bundle);
        Path index = directory.resolve("bundles");
        byte[] names = Files.exists(index) ? Files.readAllBytes(index) : new byte[0];
        Files.write(
                index,
                (new String(names, StandardCharsets.US_ASCII) + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
