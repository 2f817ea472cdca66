// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.IOException;

/** Reads the BTFs of kernels. Safe for use by many threads. */
interface BtfReader {
    /**
     * The kernel's BTF, or as much of it as the objects relocate the same against, and the size of the whole.
     *
     * @throws IOException when it cannot be read, or holds none; the message names it
     */
    SourceBtf read(SourcedKernel kernel) throws IOException;

    /** The same, of which nothing is left out. */
    default SourceBtf readWhole(SourcedKernel kernel) throws IOException {
        return read(kernel);
    }
}
