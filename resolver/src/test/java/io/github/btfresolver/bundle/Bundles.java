// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.kernel.OsRelease;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bundles and parts of them for tests. */
final class Bundles {
    private Bundles() {}

    /** {@code ID/VERSION_ID/ARCH/RELEASE}, and a build id after {@code #}. */
    static KernelId id(String key) {
        String[] idAndBuild = key.split("#", 2);
        String[] parts = idAndBuild[0].split("/", 4);
        return new KernelId(parts[0], parts[1], parts[2], parts[3], idAndBuild.length == 2 ? idAndBuild[1] : null);
    }

    /** A layout that differs from those of other names. */
    static byte[] layout(String name) {
        return ("layout " + name).getBytes(StandardCharsets.UTF_8);
    }

    /** A bundle of {@code key=layout name}. */
    static BundleWriter writer(String... kernels) {
        BundleWriter writer = new BundleWriter("test");
        writer.addObject("a.bpf.o", Sha256.of(new byte[] {1}));
        writer.addSource("tr\u00e9e", "0123456789abcdef0123456789abcdef01234567", kernels.length);
        writer.addSource("running-kernel?", null, 0);
        for (String kernel : kernels) {
            String[] keyAndLayout = kernel.split("=", 2);
            writer.addKernel(id(keyAndLayout[0]), layout(keyAndLayout[1]));
        }
        return writer;
    }

    static byte[] bytes(BundleWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    static Bundle read(byte[] bytes) throws IOException {
        return Bundle.read(new ByteArrayInputStream(bytes), "test.btfb");
    }

    static Bundle of(String... kernels) throws IOException {
        return read(bytes(writer(kernels)));
    }

    /** An os-release of {@code KEY=value;KEY=value}. */
    static OsRelease osRelease(String fields) {
        StringBuilder text = new StringBuilder();
        for (String field : fields.split(";", -1)) {
            int equals = field.indexOf('=');
            text.append(field, 0, equals)
                    .append("='")
                    .append(field.substring(equals + 1))
                    .append("'\n");
        }
        return OsRelease.parse(text.toString());
    }

    static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
