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
import java.util.List;

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

    /**
     * A bundle of entries {@code ID/VERSION_ID/ARCH/RELEASE=TYPE}, with a build id after {@code #} before the equals sign;
     * the layout's only type is an int of that name.
     */
    public static byte[] bundle(String name, List<String> entries) throws IOException {
        BundleWriter writer = new BundleWriter(name);
        for (String entry : entries) {
            String[] keyAndType = entry.split("=", 2);
            String[] idAndBuild = keyAndType[0].split("#", 2);
            String[] key = idAndBuild[0].split("/", 4);
            String build = idAndBuild.length == 2 ? idAndBuild[1] : null;
            writer.addKernel(new KernelId(key[0], key[1], key[2], key[3], build), Samples.btf(keyAndType[1]));
        }
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
