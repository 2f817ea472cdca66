// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.libc;

import java.nio.charset.StandardCharsets;

/** What uname(2) answers. Immutable. */
public final class Utsname {
    /** {@code struct utsname} of glibc, musl and bionic: sysname, nodename, release, version, machine, domainname. */
    static final int SIZE = 6 * 65;

    private final String release;
    private final String version;
    private final String machine;

    Utsname(byte[] struct) {
        release = field(struct, 2);
        version = field(struct, 3);
        machine = field(struct, 4);
    }

    private static String field(byte[] struct, int index) {
        int start = index * 65;
        int end = start;
        while (end < start + 65 && struct[end] != 0) {
            end++;
        }
        return new String(struct, start, end - start, StandardCharsets.UTF_8);
    }

    public String release() {
        return release;
    }

    public String version() {
        return version;
    }

    public String machine() {
        return machine;
    }
}
