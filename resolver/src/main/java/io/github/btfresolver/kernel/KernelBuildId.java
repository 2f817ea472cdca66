// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.elf.GnuBuildId;
import io.github.btfresolver.file.FileStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The GNU build id of the running kernel, from the notes that it exports. */
public final class KernelBuildId {
    /** Where the kernel exports its notes. */
    public static final String PATH = "/sys/kernel/notes";

    private static final int MAX_SIZE = 1 << 16;

    private KernelBuildId() {}

    /** Lower-case hex digits, read below a root or, where it has no notes, our own; null when the kernel does not say. */
    public static @Nullable String read(HostRoot root) {
        try {
            byte[] notes = FileStart.read(root.seeing(PATH).file(PATH), MAX_SIZE);
            return GnuBuildId.find(ByteBuffer.wrap(notes).order(ByteOrder.nativeOrder()));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
