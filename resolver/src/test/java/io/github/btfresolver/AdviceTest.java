// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.HostRoot;
import io.github.btfresolver.testing.FakeRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    @TempDir
    Path directory;

    private static String advice(HostRoot root) {
        HostKernel running = HostKernel.read(root, null, null, null);
        return String.join("\n", new Advice(running).lines(Collections.emptyList()));
    }

    private String adviceFor(String release) throws IOException {
        return advice(FakeRoot.ofKernel(directory, release).root());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "5.15.49-linuxkit, Docker Desktop 4.30",
        "5.10.102.1-microsoft-standard-WSL2, wsl --update",
        "3.10.0-862.el7.x86_64, no BPF for tracing: no BTF will help",
        "3.10.0-1160.el7.x86_64, 'limited to kprobes, tracepoints'",
        "2.6.32-754.el6.x86_64, no BPF for tracing: no BTF will help",
        "3.16.0-6-amd64, no BPF for tracing: no BTF will help",
        "4.0.0, no BPF for tracing: no BTF will help",
    })
    void a_release_with_advice_of_its_own(String release, String advice) throws IOException {
        assertTrue(adviceFor(release).contains(advice), adviceFor(release));
    }

    @Test
    void what_is_not_known_can_be_set() throws IOException {
        HostKernel running =
                HostKernel.read(FakeRoot.ofKernel(directory, "5.4.0").root(), "", "", null);

        String advice = String.join("\n", new Advice(running).lines(Collections.emptyList()));

        assertTrue(advice.contains("the kernel's release is not known: name it by btfresolver.release or"), advice);
        assertTrue(
                advice.contains("the kernel's architecture is not known: name it by btfresolver.machine or"), advice);
    }

    @ParameterizedTest
    @CsvSource({"4.1.0", "4.15.0-1031-aws", "5.4.0-42-generic", "6.1.0", "10.0.0", "odd", "3."})
    void other_releases_get_the_general_advice_first(String release) throws IOException {
        String first = adviceFor(release).split("\n", -1)[0];

        assertTrue(first.startsWith(release.equals("3.") ? "this kernel is older" : "no bundle was found"), first);
    }

    @ParameterizedTest
    @CsvSource({"/.dockerenv", "/run/.containerenv", "/run/systemd/container"})
    void a_container_is_told_that_its_os_release_is_its_own(String mark) throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(directory, "5.4.0")
                .put(mark, "")
                .put("/etc/os-release", "ID=alpine\nVERSION_ID=3.19.1\n");

        String advice = advice(machine.ownRoot());

        assertTrue(
                advice.contains("this is a container (there is " + mark
                        + "), whose os-release (alpine 3.19.1) is not the host's"),
                advice);
        assertTrue(advice.contains("BTFRESOLVER_HOST_ROOT"), advice);
    }

    @Test
    void a_container_that_sees_its_host_needs_no_such_advice() throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(directory, "5.4.0").put("/.dockerenv", "");

        assertFalse(advice(machine.root()).contains("this is a container"));
    }

    @Test
    void the_way_out_is_always_told() throws IOException {
        String[] lines = adviceFor("5.4.0").split("\n", -1);

        assertEquals(2, lines.length);
        assertTrue(lines[1].contains("btfresolver.btfFile") && lines[1].contains("BTFRESOLVER_BTF_FILE"), lines[1]);
    }
}
