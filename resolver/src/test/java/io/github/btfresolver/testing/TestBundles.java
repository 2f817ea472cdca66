// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes bundles for tests of the search. The only place that knows the stub's format; replaced with the stub. */
public final class TestBundles {
    private TestBundles() {}

    /** A bundle with one entry: {@code ID/VERSION_ID/ARCH/RELEASE} and its layout. */
    public static byte[] bundle(String name, String kernel, byte[] layout) {
        StringBuilder s = new StringBuilder(name)
                .append('\n')
                .append(kernel.replace('/', '|'))
                .append('|');
        for (byte b : layout) {
            s.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
        }
        return s.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** What is no bundle. */
    public static byte[] malformed() {
        return "broken\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts a bundle where a class loader over this directory finds it. */
    public static void install(Path classes, String name, byte[] bundle) throws IOException {
        Path directory = Files.createDirectories(classes.resolve("META-INF/btf-bundle"));
        Files.write(directory.resolve(name + ".btfb"), bundle);
        Path index = directory.resolve("bundles");
        byte[] names = Files.exists(index) ? Files.readAllBytes(index) : new byte[0];
        Files.write(
                index,
                (new String(names, StandardCharsets.US_ASCII) + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
