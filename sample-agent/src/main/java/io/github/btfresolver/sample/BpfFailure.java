// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

/** Turns a call of libbpf that failed into a message that says what to do. */
final class BpfFailure {
    private static final int EPERM = 1;
    private static final int EACCES = 13;
    private static final int ENOSYS = 38;

    private BpfFailure() {}

    /**
     * @param errno positive
     * @param meaning of the errno, as the C library words it
     * @param warnings of libbpf; may be empty
     */
    static TracingException of(String call, int errno, String meaning, String warnings) {
        if (errno == EPERM || errno == EACCES) {
            return new TracingException("the kernel does not permit it: run as root, or with CAP_BPF and CAP_PERFMON ("
                    + call + ": " + meaning + "; root on a kernel before 5.11 may need ulimit -l unlimited)");
        }
        if (errno == ENOSYS) {
            return new TracingException("this kernel has no BPF (" + call + ": " + meaning + ")");
        }
        String said = warnings.isEmpty() ? "" : "; libbpf said: " + warnings;
        return new TracingException(call + ": " + meaning + " (errno " + errno + ")" + said);
    }

    /** The kernel's own BTF needs no path; any other does, and libbpf takes one since 0.5. */
    static TracingException tooOld(String version) {
        return new TracingException(
                "this " + version + " is too old: this kernel has no BTF of its own, and libbpf takes"
                        + " another one since 0.5; install a newer libbpf");
    }

    /** JNA looks for a function when it is called for the first time. */
    static TracingException lacksFunction(String version, UnsatisfiedLinkError error) {
        return new TracingException(
                "this " + version + " is too old, or no libbpf: " + TracingException.firstLine(error.getMessage()),
                error);
    }
}
