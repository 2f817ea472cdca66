// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.KernelId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Kernels' BTFs packed as BTFHub does, but hastily. */
public final class PackedKernels {
    private PackedKernels() {}

    /** A kernel whose archive is made each time it is read, and read from memory. */
    public static SourcedKernel inMemory(KernelId id, Supplier<byte[]> btf) {
        String origin = id + ".btf.tar.xz";
        KernelInput input = () -> KernelFileReader.read(tarXz(id.release(), btf.get()), origin);
        return new SourcedKernel(id, origin, Path.of("memory"), origin, 1, input, Optional.empty());
    }

    /** An archive with one BTF. */
    public static byte[] tarXz(String release, byte[] btf) throws IOException {
        LZMA2Options stored = new LZMA2Options(0);
        stored.setMode(LZMA2Options.MODE_UNCOMPRESSED);
        ByteArrayOutputStream out = new ByteArrayOutputStream(btf.length + (btf.length >>> 4) + (1 << 16));
        try (XZOutputStream xz = new XZOutputStream(out, stored)) {
            xz.write(TestFiles.tar(release + ".btf", btf));
        }
        return out.toByteArray();
    }
}
