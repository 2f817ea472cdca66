// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    @AfterEach
    void forget() {
        System.clearProperty(LibbpfAccess.PROPERTY);
    }

    @Test
    void withoutThePrivilegeItSaysWhichIsNeeded() {
        String expected = "the kernel does not permit it: run as root, or with CAP_BPF and CAP_PERFMON"
                + " (bpf_object__load: Operation not permitted;"
                + " root on a kernel before 5.11 may need ulimit -l unlimited)";
        assertEquals(
                expected,
                BpfFailure.of("bpf_object__load", 1, "Operation not permitted", "Error in x")
                        .getMessage());
    }

    @Test
    void withoutBpfItSaysSo() {
        assertEquals(
                "this kernel has no BPF (bpf_object__load: Function not implemented)",
                BpfFailure.of("bpf_object__load", 38, "Function not implemented", "")
                        .getMessage());
    }

    @Test
    void otherwiseItQuotesLibbpf() {
        assertEquals(
                "bpf_object__load: No such process (errno 3); libbpf said: a; b",
                BpfFailure.of("bpf_object__load", 3, "No such process", "a; b").getMessage());
        assertEquals(
                "bpf_object__load: No such process (errno 3)",
                BpfFailure.of("bpf_object__load", 3, "No such process", "").getMessage());
    }

    @Test
    void anOldLibbpfIsNamed() {
        assertEquals(
                "this libbpf before 0.5 is too old: this kernel has no BTF of its own, and libbpf takes another one since"
                        + " 0.5; install a newer libbpf",
                BpfFailure.tooOld("libbpf before 0.5").getMessage());
    }

    @Test
    void theLibbpfThatIsNotThereIsNamed() {
        System.setProperty(LibbpfAccess.PROPERTY, "/nonexistent/libbpf.so");
        TracingException e = assertThrows(TracingException.class, LibbpfAccess::load);
        assertEquals("no libbpf: btf.sample.libbpf=/nonexistent/libbpf.so cannot be loaded", e.getMessage());
    }

    @Test
    void aMessageIsOneLine() {
        assertEquals("a b", new TracingException("a\n\n  b\n").getMessage());
        assertEquals("b", TracingException.firstLine("\n b\nc"));
        assertEquals("null", TracingException.firstLine(null));
    }

    @Test
    void errorsInPointersAreFoundOnBothWidths() {
        assertEquals(22, BpfCalls.errorIn(-22L, 8));
        assertEquals(22, BpfCalls.errorIn(0xFFFF_FFEAL, 4));
        assertEquals(0, BpfCalls.errorIn(0xFFFF_FFEAL, 8));
        assertEquals(0, BpfCalls.errorIn(0x7F00_1234_5678L, 8));
        assertEquals(0, BpfCalls.errorIn(-4096L, 8));
    }
}
