// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.libc;

import java.io.IOException;

/** A system call that failed. */
public final class LibCException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    LibCException(String call, int errno, String meaning) {
        super(call + ": " + meaning + " (errno " + errno + ")");
        this.errno = errno;
    }

    /** The error number. */
    public int errno() {
        return errno;
    }
}
