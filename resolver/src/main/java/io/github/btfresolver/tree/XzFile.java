// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.tree;

import io.github.btfresolver.btf.BtfHeader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/** A file that xz has compressed. */
final class XzFile {
    /** {@code xz -9} needs 65 MiB to decode. */
    private static final int XZ_MEMORY_KIB = 128 << 10;

    private XzFile() {}

    /**
     * Unpacks it.
     *
     * @throws IOException when it cannot be read, is no xz file, or holds more than the largest BTF
     */
    static byte[] read(File file) throws IOException {
        try (InputStream in = new XZInputStream(new BufferedInputStream(new FileInputStream(file)), XZ_MEMORY_KIB)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n; (n = in.read(buffer)) > 0; ) {
                if (out.size() + n > BtfHeader.MAX_SIZE) {
                    throw new IOException(file + ": unpacked, over the limit of " + BtfHeader.MAX_SIZE + " bytes");
                }
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        }
    }
}
