// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Stub, replaced by the real one at merge: lines of {@code name} or {@code id|version|arch|release|hex}. */
public final class Bundle {
    private final List<KernelId> kernels = new ArrayList<>();
    private final List<String> layouts = new ArrayList<>();
    private String name = "";
    private final String source;

    private Bundle(String source) {
        this.source = source;
    }

    public static Bundle read(InputStream in, String source) throws IOException {
        Bundle bundle = new Bundle(source);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            int at = line.lastIndexOf('|');
            if (at < 0) {
                bundle.name = line;
                continue;
            }
            String[] key = line.substring(0, at).split("\\|", -1);
            if (key.length != 4) {
                throw new IOException(source + ": not a bundle");
            }
            bundle.kernels.add(new KernelId(key[0], key[1], key[2], key[3], null));
            bundle.layouts.add(line.substring(at + 1));
        }
        if (bundle.name.equals("broken")) {
            throw new IOException(source + ": not a bundle");
        }
        return bundle;
    }

    public String name() {
        return name;
    }

    public String source() {
        return source;
    }

    public BundleMatch match(HostKernel host) {
        List<KernelId> candidates = new ArrayList<>();
        for (KernelId kernel : kernels) {
            if (kernel.release().equals(host.release()) && kernel.arch().equals(host.arch())) {
                candidates.add(kernel);
            }
        }
        return new BundleMatch(candidates);
    }

    public byte[] layout(BundleMatch match) throws IOException {
        String hex = layouts.get(kernels.indexOf(match.kernel()));
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        if (bytes.length == 0) {
            throw new IOException(source + ": checksum differs");
        }
        return bytes;
    }
}
