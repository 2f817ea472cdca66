// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.Btf;
import java.io.IOException;

/** Where the BTF of a kernel is: a file, or an entry of an archive. Safe for use by several threads. */
@FunctionalInterface
public interface KernelInput {
    /**
     * Reads it, anew each time.
     *
     * @throws IOException when it cannot be read, or holds no BTF; the message names it
     */
    Btf read() throws IOException;
}
