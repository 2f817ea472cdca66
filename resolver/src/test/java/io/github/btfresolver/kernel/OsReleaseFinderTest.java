// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.FakeRoot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsReleaseFinderTest {
    @TempDir
    Path directory;

    private FakeRoot machine;

    @BeforeEach
    void makeMachine() {
        machine = new FakeRoot(directory.resolve("host"));
    }

    private String id(String explicitFile) {
        OsRelease os = OsReleaseFinder.find(machine.root(), explicitFile).osRelease();
        return os == null ? null : os.id();
    }

    @Test
    void etc_comes_before_usr_lib() throws IOException {
        machine.put("/etc/os-release", "ID=etc").put("/usr/lib/os-release", "ID=usr");

        assertEquals("etc", id(null));
    }

    @Test
    void usr_lib_is_read_when_etc_has_none() throws IOException {
        machine.put("/usr/lib/os-release", "ID=usr");

        OsReleaseFinder finder = OsReleaseFinder.find(machine.root(), null);
        assertNotNull(finder.osRelease());
        assertEquals(machine.path("/usr/lib/os-release").toString(), finder.origin());
    }

    @Test
    void a_directory_in_place_of_the_file_is_passed_over() throws IOException {
        machine.directory("/etc/os-release").put("/usr/lib/os-release", "ID=usr");

        assertEquals("usr", id(null));
    }

    @Test
    void an_explicit_file_wins() throws IOException {
        machine.put("/etc/os-release", "ID=etc").put("/opt/os", "ID=explicit");

        assertEquals("explicit", id(machine.path("/opt/os").toString()));
    }

    @Test
    void a_missing_explicit_file_is_not_replaced_by_another() throws IOException {
        machine.put("/etc/os-release", "ID=etc");

        OsReleaseFinder finder = OsReleaseFinder.find(machine.root(), "/no/such/file");
        assertNull(finder.osRelease());
        assertEquals("/no/such/file: no such file", finder.origin());
    }

    @Test
    void without_a_file_the_reasons_are_told() {
        OsReleaseFinder finder = OsReleaseFinder.find(machine.root(), null);

        assertNull(finder.osRelease());
        assertTrue(finder.origin().contains("/etc/os-release: no such file"), finder.origin());
        assertTrue(finder.origin().contains("/usr/lib/os-release: no such file"), finder.origin());
    }

    @Test
    void a_link_within_the_host_is_followed() throws IOException {
        machine.put("/usr/lib/os-release", "ID=usr").link("/etc/os-release", "../usr/lib/os-release");

        assertEquals("usr", id(null));
    }

    @Test
    void below_inits_root_what_the_container_has_as_well_may_be_its_own() throws IOException {
        FakeRoot container = new FakeRoot(directory).put("/usr/lib/os-release", "ID=same");
        machine = new FakeRoot(directory.resolve("proc/1/root"));
        HostRoot root = HostRoot.of(machine.toString(), container.ownRoot());

        machine.put("/etc/os-release", "ID=hosts");
        OsReleaseFinder hosts = OsReleaseFinder.find(root, null);
        machine.put("/etc/os-release", "ID=same");
        OsReleaseFinder same = OsReleaseFinder.find(root, null);

        assertFalse(hosts.isHint());
        assertEquals(machine.path("/etc/os-release").toString(), hosts.origin());
        assertTrue(same.isHint());
        assertEquals(machine.path("/etc/os-release") + ", which may be a link to the container's own", same.origin());
        assertEquals(machine + " was named as the host's root directory", same.container());
    }

    @Test
    void a_link_out_of_the_host_would_end_in_the_container_and_is_not_followed() throws IOException {
        new FakeRoot(directory).put("/container-os-release", "ID=alpine");
        machine.link(
                "/etc/os-release", directory.resolve("container-os-release").toString());

        assertNull(id(null));
    }
}
