// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRootTest {
    private static final String NOTES = HostRoot.NOTES;

    @TempDir
    Path directory;

    private FakeRoot container;
    private FakeRoot host;
    private HostRoot own;
    private HostRoot root;

    @BeforeEach
    void makeBoth() {
        container = new FakeRoot(directory.resolve("container"));
        host = new FakeRoot(directory.resolve("container/host"));
        own = container.ownRoot();
        root = HostRoot.of(host.toString(), own);
    }

    @Test
    void a_path_of_nothing_but_slashes_is_the_own_root() {
        assertSame(own, HostRoot.of("//", own));
        assertTrue(HostRoot.of(null).isOwn());
        assertFalse(root.isOwn());
        assertSame(own, root.own());
        assertSame(own, root.below("/proc/1/root").own());
    }

    @Test
    void a_file_of_the_kernels_is_seen_where_it_is() throws IOException {
        assertSame(root, root.seeing(NOTES));
        container.put(NOTES, "");
        assertSame(own, root.seeing(NOTES));
        assertSame(own, own.seeing(NOTES));
        host.put(NOTES, "");
        assertSame(root, root.seeing(NOTES));
    }

    @Test
    void that_of_another_kernel_is_not_taken_for_it() throws IOException {
        container.put(NOTES, "").put(Uname.RELEASE, "6.1.0");
        assertSame(own, root.seeing(NOTES));
        host.put(Uname.RELEASE, "6.1.0");
        assertSame(own, root.seeing(NOTES));
        host.put(Uname.RELEASE, "5.4.0");
        assertSame(root, root.seeing(NOTES));
    }

    @Test
    void the_build_id_is_the_own_roots_where_the_hosts_sys_is_not_mounted() throws IOException {
        container.put(NOTES, Samples.buildIdNote("00c0ffee"));

        assertEquals("00c0ffee", root.buildId());
    }

    @ParameterizedTest
    @CsvSource({
        "/proc/1/root, true",
        "/proc/self/root, true",
        "/host/proc/42/root/mnt, true",
        "/proc/1/rootfs, false",
        "/proc/root, false",
        "/proc, false",
        "/srv/root, false"
    })
    void what_only_the_kernel_can_follow_is_known_by_its_name(String path, boolean leadsBack) {
        assertEquals(leadsBack, RootLinks.leadBack(own.below(path)));
    }

    @Test
    void so_is_what_java_takes_for_the_own_root() throws IOException {
        container.put("/etc/os-release", "ID=a").link("/machine", container.toString());

        assertTrue(RootLinks.leadBack(own.below("/machine")));
        assertFalse(RootLinks.leadBack(own.below("/etc")));
        assertFalse(RootLinks.leadBack(own));
    }
}
