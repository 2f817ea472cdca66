// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import java.util.List;

/** Something that reads hostile bytes. An implementation has a constructor without parameters. */
public interface FuzzTarget {
    /** Reads one input, and checks all that has to hold; throws when it does not. */
    void run(byte[] input) throws Exception;

    /** What the fuzzer begins with, made from testdata. */
    List<byte[]> seeds() throws Exception;
}
