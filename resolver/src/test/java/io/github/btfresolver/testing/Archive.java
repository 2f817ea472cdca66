// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.kernel.KernelId;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bundle of the entries in {@code hosts/archive.txt}, and of others that a test adds. */
public final class Archive {
    private final Map<KernelId, String> layouts = new LinkedHashMap<>();

    public Archive() throws IOException {
        try (InputStream in = Archive.class.getResourceAsStream("/hosts/archive.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] keyAndLayout = line.split("=", 2);
                    add(keyAndLayout[0], keyAndLayout[keyAndLayout.length - 1]);
                }
            }
        }
    }

    /**
     * Adds an entry.
     *
     * @param key {@code ID/VERSION_ID/ARCH/RELEASE}, and behind {@code #} a build id
     * @param layout the name of its only type
     */
    public Archive add(String key, String layout) {
        String[] keyAndBuildId = key.split("#", 2);
        String[] parts = keyAndBuildId[0].split("/", 4);
        String buildId = keyAndBuildId.length == 2 ? keyAndBuildId[1] : null;
        layouts.put(new KernelId(parts[0], parts[1], parts[2], parts[3], buildId), layout);
        return this;
    }

    /** The layout of the entry with this text; null when there is none. */
    public String layout(String key) {
        for (Map.Entry<KernelId, String> entry : layouts.entrySet()) {
            if (entry.getKey().toString().equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** The bundle. */
    public byte[] bundle() throws IOException {
        BundleWriter writer = new BundleWriter("archive");
        layouts.forEach((kernel, layout) -> writer.addKernel(kernel, Samples.btf(layout)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }
}
