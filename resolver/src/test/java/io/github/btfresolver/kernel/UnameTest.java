// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.FakeRoot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnameTest {
    @TempDir
    Path directory;

    /** On a machine that sees no other /proc. */
    private static Uname read(FakeRoot machine, String osVersion, String osArch) {
        return Uname.read(machine.root(), machine.ownRoot(), osVersion, osArch);
    }

    @Test
    void proc_tells_everything_on_a_new_kernel() throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(directory, "6.1.0-50-cloud-amd64");

        Uname uname = read(machine, "other", "i386");

        assertEquals("6.1.0-50-cloud-amd64", uname.release());
        assertEquals("#1 SMP", uname.version());
        assertEquals("x86_64", uname.machine());
    }

    @Test
    void a_jvm_of_64_bits_tells_the_architecture_on_an_old_kernel() throws IOException {
        FakeRoot machine = new FakeRoot(directory).put("/proc/sys/kernel/osrelease", "4.19.0\n");

        Uname uname = read(machine, "other", "aarch64");

        assertEquals("4.19.0", uname.release());
        assertEquals("aarch64", uname.machine());
        assertNull(uname.version());
    }

    /** Under 64-bit kernels before 6.1, which do not say in /proc what they are, but show it by their addresses. */
    @ParameterizedTest(name = "JVM of {0}, symbols {1}: {2}")
    @CsvSource({
        "i386, 0000000000000000 T _stext, x86_64",
        "i386, ffffffff81000000 T _stext, x86_64",
        "x86, 0000000000000000 T _stext, x86_64",
        "arm, 0000000000000000 T _stext, aarch64",
        "i386, 00000000 T _stext, i386",
        "arm, c0100000 T _stext, arm",
    })
    void a_jvm_of_32_bits_sees_how_wide_the_kernel_is(String osArch, String symbols, String machine)
            throws IOException {
        FakeRoot root = new FakeRoot(directory)
                .put("/proc/sys/kernel/osrelease", "4.19.0\n")
                .put("/proc/kallsyms", symbols + "\n" + symbols + "\n");

        Uname uname = read(root, "other", osArch);

        assertEquals(machine, uname.machine());
        assertTrue(uname.origin().endsWith("osrelease"), uname.origin());
    }

    @Test
    void this_kernel_is_as_wide_as_this_jvm() {
        HostRoot own = HostRoot.of(null);
        Judges.assume(
                System.getProperty("os.arch").equals("amd64")
                        && own.file("/proc/kallsyms").canRead(),
                "no amd64, or no symbols");

        assertEquals("x86_64", KernelWidth.machine(own, "i386"));
    }

    @Test
    void a_jvm_of_32_bits_asks_the_kernel() throws IOException {
        needUname();
        FakeRoot machine = new FakeRoot(directory).put("/proc/sys/kernel/osrelease", "4.19.0\n");

        Uname uname = read(machine, "other", "i386");

        assertEquals("4.19.0", uname.release());
        assertEquals(LibCAccess.get().calls().uname().machine(), uname.machine());
    }

    @Test
    void without_proc_the_system_call_tells() throws IOException {
        needUname();

        Uname uname = read(new FakeRoot(directory), "other", "amd64");

        assertEquals(System.getProperty("os.version"), uname.release());
        assertEquals("uname(2)", uname.origin());
    }

    private static void needUname() {
        Judges.assume(
                LibCAccess.get().calls() != null,
                String.valueOf(LibCAccess.get().reason()));
    }

    @Test
    void a_host_root_without_proc_has_the_same_kernel_as_this_process() throws IOException {
        FakeRoot own = FakeRoot.ofKernel(directory.resolve("own"), "5.4.0-42-generic");
        FakeRoot host = new FakeRoot(directory.resolve("own/host"));

        Uname uname = Uname.read(host.root(), own.ownRoot(), "other", "amd64");

        assertEquals("5.4.0-42-generic", uname.release());
        assertEquals(own.path("/proc/sys/kernel/osrelease").toString(), uname.origin());
    }

    @ParameterizedTest
    @CsvSource({
        "2.6.40, true",
        "2.6.78-fc-v595, true",
        "2.6.99999999999, true",
        "2.6.39, false",
        "2.6.32-754.el6.x86_64, false",
        "2.6.4, false",
        "2.6., false",
        "6.18.44, false",
        "'', false",
    })
    void a_release_that_no_kernel_has_is_known(String release, boolean hides) {
        assertEquals(hides, Personality.hides(release));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "x86_64, 00000008, x86_64",
                "aarch64, -, aarch64",
                "s390x, -, s390x",
                "i686, 00000000, i686",
                "i686, 00040000, i686",
                "i686, 00000008, ''",
                "i686, 00020008, ''",
                "armv8l, 00000008, ''",
                "i686, what, ''",
                "i686, -, ''",
            })
    void an_architecture_of_32_bits_is_believed_only_without_linux32(String machine, String personality, String told)
            throws IOException {
        FakeRoot root = new FakeRoot(directory);
        if (personality != null) {
            root.put("/proc/self/personality", personality + "\n");
        }

        assertEquals(told, new Personality(root.ownRoot()).believable(machine));
    }
}
