// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

/** How a BTF that lies in no file of its own is given to a loader that wants a path. */
public enum HandOverMode {
    /** A memfd, or else a temporary file. */
    AUTO,
    /** A sealed memfd, or failure. */
    MEMFD,
    /** A private temporary file, or failure; for a loader in another process, for which a memfd's path means nothing. */
    FILE,
    /** Not at all: the BTF is used in memory only. */
    NONE
}
