// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.FakeRoot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnameTest {
    @TempDir
    Path directory;

    @Test
    void proc_tells_everything_on_a_new_kernel() throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(directory, "6.1.0-50-cloud-amd64");

        Uname uname = Uname.read(machine.root(), "other", "i386");

        assertEquals("6.1.0-50-cloud-amd64", uname.release());
        assertEquals("#1 SMP", uname.version());
        assertEquals("x86_64", uname.machine());
    }

    @Test
    void a_jvm_of_64_bits_tells_the_architecture_on_an_old_kernel() throws IOException {
        FakeRoot machine = new FakeRoot(directory).put("/proc/sys/kernel/osrelease", "4.19.0\n");

        Uname uname = Uname.read(machine.root(), "other", "aarch64");

        assertEquals("4.19.0", uname.release());
        assertEquals("aarch64", uname.machine());
        assertNull(uname.version());
    }

    @Test
    void a_jvm_of_32_bits_asks_the_kernel() throws IOException {
        Judges.assume(
                LibCAccess.get().calls() != null,
                String.valueOf(LibCAccess.get().reason()));
        FakeRoot machine = new FakeRoot(directory).put("/proc/sys/kernel/osrelease", "4.19.0\n");

        Uname uname = Uname.read(machine.root(), "other", "i386");

        assertEquals("4.19.0", uname.release());
        assertEquals(LibCAccess.get().calls().uname().machine(), uname.machine());
    }

    @Test
    void without_proc_the_system_call_tells() throws IOException {
        Judges.assume(
                LibCAccess.get().calls() != null,
                String.valueOf(LibCAccess.get().reason()));

        Uname uname = Uname.read(new FakeRoot(directory).root(), "other", "amd64");

        assertEquals(System.getProperty("os.version"), uname.release());
        assertEquals("uname(2)", uname.origin());
    }
}
