// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.libc;

import java.io.IOException;

/**
 * The few system calls that plain Java lacks. A call that fails throws a {@link LibCException} with the error number.
 * Safe for use by many threads.
 */
public interface LibC {
    /** memfd_create(2), also where the C library is older than the kernel and lacks it. */
    int memfdCreate(String name, int flags) throws IOException;

    /** write(2) of the first {@code length} bytes; returns how many were written. */
    int write(int fd, byte[] bytes, int length) throws IOException;

    /** fcntl(2) with {@code F_ADD_SEALS}. */
    void addSeals(int fd, int seals) throws IOException;

    /** fcntl(2) with {@code F_GET_SEALS}. */
    int seals(int fd) throws IOException;

    /** close(2). */
    void close(int fd) throws IOException;

    /** uname(2). */
    Utsname uname() throws IOException;
}
