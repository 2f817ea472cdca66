// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKernelTest {
    @TempDir
    Path directory;

    private FakeRoot machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = FakeRoot.ofKernel(directory, "5.4.0-42-generic")
                .put("/etc/os-release", "ID=ubuntu\nVERSION_ID=\"20.04\"\n")
                .put("/sys/kernel/notes", Samples.buildIdNote("00c0ffee"));
    }

    @Test
    void everything_is_known_of_a_whole_machine() {
        HostKernel kernel = HostKernel.read(machine.root(), null, null, null);

        assertEquals("5.4.0-42-generic", kernel.release());
        assertEquals("x86_64", kernel.arch());
        assertEquals("#1 SMP", kernel.version());
        assertEquals("00c0ffee", kernel.buildId());
        assertEquals("ubuntu", kernel.osRelease().id());
        assertTrue(kernel.toString().startsWith("5.4.0-42-generic x86_64 (from "), kernel.toString());
        assertTrue(kernel.toString().endsWith("build id 00c0ffee"), kernel.toString());
    }

    @Test
    void another_release_is_another_kernel_with_another_build_id() {
        HostKernel host = HostKernel.read(machine.root(), "4.4.0", "aarch64", null);

        assertEquals("4.4.0", host.release());
        assertEquals("arm64", host.arch());
        assertNull(host.version());
        assertNull(host.buildId());

        HostKernel asked = HostKernel.read(machine.root(), "4.4.0", null, null);
        assertEquals("x86_64", asked.arch());
        assertNull(asked.version());
        assertNull(asked.buildId());
    }

    @Test
    void the_release_that_runs_here_has_its_build_id_also_when_both_are_set() {
        assertEquals(
                "00c0ffee",
                HostKernel.read(machine.root(), "5.4.0-42-generic", "x86_64", null)
                        .buildId());
        assertNull(HostKernel.read(machine.root(), "5.4.0-42-generic", "x86_64", null, true)
                .buildId());
    }

    @Test
    void what_was_set_is_not_said_to_be_the_machines() {
        assertEquals("4.4.0 arm64 (both as set)", described("4.4.0", "aarch64"));
        String origin = machine.root().file("/proc/sys/kernel/osrelease").getPath();
        assertEquals("4.4.0 x86_64 (release as set, architecture from " + origin + ")", described("4.4.0", null));
        assertEquals(
                "5.4.0-42-generic arm64 (architecture as set, release from " + origin + ")",
                described(null, "aarch64"));
    }

    private String described(String release, String arch) {
        String text = HostKernel.read(machine.root(), release, arch, null).toString();
        return text.substring(0, text.indexOf(", ubuntu"));
    }

    @Test
    void os_release_is_read_when_it_is_asked_for_and_no_more_than_once() throws IOException {
        HostKernel kernel = HostKernel.read(machine.root(), null, null, null);
        machine.put("/etc/os-release", "ID=debian\nVERSION_ID=12\n");
        assertEquals("debian", kernel.id().id());

        machine.put("/etc/os-release", "ID=alpine\n");
        assertEquals("debian", kernel.osRelease().id());
    }

    @Test
    void os_release_may_be_known_from_elsewhere() {
        HostKernel machines = HostKernel.read(machine.root(), null, null, null);
        HostKernel set = machines.withOsRelease("debian", "12", "somebody");
        HostKernel none = machines.withOsRelease(null, null, "not seen");

        assertEquals("debian 12", set.osRelease().toString());
        assertEquals("somebody", set.osReleaseOrigin());
        assertNull(none.osRelease());
        assertEquals("not seen", none.osReleaseOrigin());
    }

    @Test
    void the_same_release_keeps_the_build_id() {
        HostKernel host = HostKernel.read(machine.root(), "5.4.0-42-generic", null, null);

        assertEquals("00c0ffee", host.buildId());
    }

    @Test
    void broken_notes_are_no_build_id() throws IOException {
        machine.put("/sys/kernel/notes", new byte[] {1, 2, 3});

        assertNull(HostKernel.read(machine.root(), null, null, null).buildId());
    }

    @Test
    void the_key_of_a_kernel_has_no_distribution_that_is_only_a_hint() throws IOException {
        machine.put("/.dockerenv", "");

        HostKernel seen = HostKernel.read(machine.root(), null, null, null);
        HostKernel inside = HostKernel.read(machine.ownRoot(), null, null, null);

        assertEquals(new KernelId("ubuntu", "20.04", "x86_64", "5.4.0-42-generic", "00c0ffee"), seen.id());
        assertEquals(new KernelId("", "", "x86_64", "5.4.0-42-generic", "00c0ffee"), inside.id());
        assertNull(seen.blindContainer());
        assertEquals("there is /.dockerenv", inside.blindContainer());
    }

    @Test
    void what_is_not_known_is_called_so() {
        HostKernel kernel = HostKernel.read(machine.root(), "", "", null);

        assertTrue(kernel.toString().startsWith("unknown release unknown architecture ("), kernel.toString());
    }
}
