// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** One exec as the BPF program reports it: {@code struct event} of testdata/programs/exec.bpf.c. Immutable. */
final class ExecEvent {
    static final int SIZE = 312;

    private final long timestamp;
    private final long startTime;
    private final int pid;
    private final int tgid;
    private final int ppid;
    private final int uid;
    private final int helperTgid;
    private final byte[] comm;
    private final int filenameSize;
    private final byte[] filename;

    private ExecEvent(ByteBuffer event) {
        timestamp = event.getLong(0);
        startTime = event.getLong(8);
        pid = event.getInt(16);
        tgid = event.getInt(20);
        ppid = event.getInt(24);
        uid = event.getInt(28);
        helperTgid = event.getInt(32);
        filenameSize = event.getInt(36);
        comm = string(event, 40, 16);
        filename = string(event, 56, 256);
    }

    /** Decodes what lies at the start of a buffer that is in the machine's byte order. */
    static ExecEvent decode(ByteBuffer event) {
        if (event.limit() < SIZE) {
            throw new IllegalArgumentException("an event has " + SIZE + " bytes, this one " + event.limit());
        }
        return new ExecEvent(event);
    }

    private static byte[] string(ByteBuffer event, int offset, int size) {
        byte[] bytes = new byte[size];
        int length = 0;
        while (length < size && event.get(offset + length) != 0) {
            bytes[length] = event.get(offset + length);
            length++;
        }
        return Arrays.copyOf(bytes, length);
    }

    /** When, in nanoseconds of the boot-time clock. */
    long timestamp() {
        return timestamp;
    }

    /** The process id, which the kernel calls thread group id. */
    int pid() {
        return tgid;
    }

    /** The process id as the kernel itself gives it, without the BTF. */
    int helperPid() {
        return helperTgid;
    }

    /** The thread's id, which the kernel calls process id. */
    int tid() {
        return pid;
    }

    int ppid() {
        return ppid;
    }

    /** When the thread was started, in nanoseconds of the boot-time clock. */
    long startTime() {
        return startTime;
    }

    /** The real user id; unsigned. */
    long uid() {
        return uid & 0xFFFF_FFFFL;
    }

    byte[] comm() {
        return comm.clone();
    }

    /** The name given to execve(2), at most 255 bytes of it. */
    byte[] filename() {
        return filename.clone();
    }

    boolean hasFilename() {
        return filenameSize >= 0;
    }

    /**
     * Whether the process id that was read by way of the BTF is the one that the kernel itself gives. With the BTF of
     * another kernel libbpf loads without a word, and every value is garbage.
     */
    boolean isCredible() {
        return tgid == helperTgid;
    }

    /** What {@link #isCredible} compared. */
    String contradiction() {
        return "process id " + tgid + " by the BTF, " + helperTgid + " by the kernel";
    }
}
