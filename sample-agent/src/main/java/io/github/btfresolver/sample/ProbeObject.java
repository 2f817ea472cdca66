// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

/** The compiled BPF program, of which the agent carries one for either byte order. */
final class ProbeObject {
    private ProbeObject() {}

    /** The one for machines of this byte order. */
    static byte[] read(ByteOrder order) throws IOException {
        String name = order == ByteOrder.LITTLE_ENDIAN ? "el/exec.bpf.o" : "eb/exec.bpf.o";
        InputStream in = ProbeObject.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the agent's jar lacks " + name);
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] chunk = new byte[8192];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                bytes.write(chunk, 0, n);
            }
            return bytes.toByteArray();
        } finally {
            in.close();
        }
    }
}
