// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import io.github.btfresolver.file.FileStart;
import io.github.btfresolver.libc.LibC;
import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.libc.LibCException;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;

/** An anonymous file in memory, sealed so that nobody can change what libbpf will read. */
final class MemfdHandOver extends HandOver {
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int MFD_NOEXEC_SEAL = 8;
    private static final int SEAL_ALL = 1 | 2 | 4 | 8; // F_SEAL_SEAL, _SHRINK, _GROW, _WRITE
    private static final int EACCES = 13;
    private static final int CHUNK = 1 << 20;

    private final LibC calls;
    private final int fd;
    private boolean closed;

    private MemfdHandOver(LibC calls, int fd) {
        super("/proc/self/fd/" + fd, "sealed memfd");
        this.calls = calls;
        this.fd = fd;
    }

    static HandOver create(byte[] btf) throws IOException {
        LibC calls = LibCAccess.get().calls();
        if (calls == null) {
            throw new IOException(LibCAccess.get().reason());
        }
        MemfdHandOver memfd = new MemfdHandOver(calls, createFd(calls));
        boolean done = false;
        try {
            memfd.write(btf);
            calls.addSeals(memfd.fd, SEAL_ALL);
            memfd.checkReadable(btf);
            done = true;
            return memfd;
        } finally {
            if (!done) {
                memfd.close();
            }
        }
    }

    /** With {@code vm.memfd_noexec=2} (since Linux 6.3) only a memfd that gives up its exec bit is allowed. */
    private static int createFd(LibC calls) throws IOException {
        int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
        try {
            return calls.memfdCreate("btf", flags);
        } catch (LibCException e) {
            if (e.errno() != EACCES) {
                throw e;
            }
            return calls.memfdCreate("btf", flags | MFD_NOEXEC_SEAL);
        }
    }

    private void write(byte[] btf) throws IOException {
        for (int at = 0; at < btf.length; ) {
            byte[] chunk = Arrays.copyOfRange(btf, at, Math.min(btf.length, at + CHUNK));
            int written = calls.write(fd, chunk, chunk.length);
            if (written == 0) {
                throw new IOException("the memfd takes no more than " + at + " of " + btf.length + " bytes");
            }
            at += written;
        }
    }

    /** libbpf opens the path anew, which needs a mounted {@code /proc} and a policy that lets us. */
    private void checkReadable(byte[] btf) throws IOException {
        byte[] start = FileStart.read(new File(path()), 24);
        if (!Arrays.equals(start, Arrays.copyOf(btf, Math.min(24, btf.length)))) {
            throw new IOException(path() + " does not hold what was written to it");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            calls.close(fd);
        } catch (IOException e) {
            // Linux has closed it whatever close(2) says, and a second try would hit another file.
        }
    }
}
