// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.HostKernel;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelMatchTest {
    /** Entries and their layouts; release and architecture of the host; its build id; its os-release; what is found. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "only entry, no os-release      | u/16/x86_64/4.15=a                        | 4.15 x86_64  | -    | -                    | u/16/x86_64/4.15",
                "container's os-release is wrong| u/16/x86_64/4.15=a                        | 4.15 x86_64  | -    | ID=alpine            | u/16/x86_64/4.15",
                "arch by another name           | u/16/arm64/4.15=a u/16/x86_64/4.15=b      | 4.15 aarch64 | -    | -                    | u/16/arm64/4.15",
                "arch by Debian's name          | u/16/arm64/4.15=a u/16/x86_64/4.15=b      | 4.15 amd64   | -    | -                    | u/16/x86_64/4.15",
                "two versions agree             | u/16/x86_64/4.15=a u/18/x86_64/4.15=a     | 4.15 x86_64  | -    | -                    | u/16/x86_64/4.15",
                "agree, os-release names one    | u/16/x86_64/4.15=a u/18/x86_64/4.15=a     | 4.15 x86_64  | -    | ID=u;VERSION_ID=18   | u/18/x86_64/4.15",
                "differ, os-release decides     | u/16/x86_64/4.15=a u/18/x86_64/4.15=b     | 4.15 x86_64  | -    | ID=u;VERSION_ID=18   | u/18/x86_64/4.15",
                "build id decides               | u/16/x86_64/4.15#01=a u/16/x86_64/4.15#02=b | 4.15 x86_64| 02   | -                    | u/16/x86_64/4.15#02",
                "build id against os-release    | u/16/x86_64/4.15#01=a u/18/x86_64/4.15#02=b | 4.15 x86_64| 01   | ID=u;VERSION_ID=18   | u/16/x86_64/4.15#01",
                "build id against the release   | u/16/x86_64/4.15#01=a u/16/x86_64/4.16#02=b | 4.16 x86_64| 01   | -                    | u/16/x86_64/4.15#01",
                "other build id passed over     | u/16/x86_64/4.15#01=a u/18/x86_64/4.15=b  | 4.15 x86_64  | 02   | ID=u;VERSION_ID=16   | u/18/x86_64/4.15",
                "no build id on the host        | u/16/x86_64/4.15#01=a                     | 4.15 x86_64  | -    | -                    | u/16/x86_64/4.15#01",
                "no build id in the bundle      | u/16/x86_64/4.15=a                        | 4.15 x86_64  | 01   | -                    | u/16/x86_64/4.15",
                "unreadable build id is none    | u/16/x86_64/4.15#01=a                     | 4.15 x86_64  | 0x1  | -                    | u/16/x86_64/4.15#01",
                "a release by two names         | c/7/x86_64/1.el7.x86_64=a o/7/x86_64/1.el7=b | 1.el7.x86_64 x86_64 | - | ID=o;VERSION_ID=7 | o/7/x86_64/1.el7",
                "the same by build id           | c/7/x86_64/1.el7.x86_64=a o/7/x86_64/1.el7#02=b | 1.el7.x86_64 x86_64 | 02 | - | o/7/x86_64/1.el7#02",
                "two builds that agree          | u/16/x86_64/4.15#01=a u/16/x86_64/4.15#02=a | 4.15 x86_64| -    | -                    | u/16/x86_64/4.15#01",
            })
    void finds(String what, String kernels, String host, String buildId, String osRelease, String expected)
            throws IOException {
        Bundle bundle = Bundles.of(kernels.split(" +"));

        KernelMatch match = bundle.match(host(host, buildId, osRelease));

        assertTrue(match.isFound(), match.toString());
        assertEquals(Bundles.id(expected), match.kernel());
        assertTrue(match.candidates().contains(match.kernel()));
        assertNotNull(bundle.layout(match));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "unknown release         | u/16/x86_64/4.15=a                          | 4.16 x86_64 | -  | -                  | 0 | no entry with release 4.16",
                "a release's prefix      | u/16/x86_64/4.15-generic=a                  | 4.15 x86_64 | -  | -                  | 0 | no entry with release 4.15",
                "another architecture    | u/16/arm64/4.15=a                           | 4.15 x86_64 | -  | -                  | 1 | release 4.15 is there, but not for x86_64",
                "other build ids         | u/16/x86_64/4.15#01=a u/18/x86_64/4.15#02=a | 4.15 x86_64 | 03 | -                  | 2 | release 4.15 is there, but with another build id than 03",
                "differ, no os-release   | u/16/x86_64/4.15=a u/18/x86_64/4.15=b       | 4.15 x86_64 | -  | -                  | 2 | release 4.15 on x86_64: 2 entries differ, and there is no os-release to choose by",
                "differ, wrong os-release| u/16/x86_64/4.15=a u/18/x86_64/4.15=b       | 4.15 x86_64 | -  | ID=a;VERSION_ID=3  | 2 | release 4.15 on x86_64: 2 entries differ, and os-release names none of them (a 3)",
                "a release by two names  | c/7/x86_64/1.el7.x86_64=a o/7/x86_64/1.el7=b | 1.el7.x86_64 x86_64 | - | - | 2 | release 1.el7 on x86_64: 2 entries differ, and there is no os-release to choose by",
                "builds differ           | u/16/x86_64/4.15#01=a u/16/x86_64/4.15#02=b | 4.15 x86_64 | -  | ID=u;VERSION_ID=16 | 2 | release 4.15 on x86_64: 2 entries differ also by os-release, ID and VERSION_ID",
                "two layouts of one build| u/16/x86_64/4.15#01=a u/18/x86_64/4.15#01=b | 4.15 x86_64 | 01 | -                  | 2 | build id 01: 2 entries differ, and there is no os-release to choose by",
            })
    void finds_none(
            String what, String kernels, String host, String buildId, String osRelease, int candidates, String reason)
            throws IOException {
        KernelMatch match = Bundles.of(kernels.split(" +")).match(host(host, buildId, osRelease));

        assertFalse(match.isFound(), match.toString());
        assertNull(match.kernel());
        assertEquals(reason, match.reason());
        assertEquals(candidates, match.candidates().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID=ubuntu;VERSION_ID=16.04", "ID=ubuntu;VERSION_ID=18.04"})
    void one_ubuntu_release_in_two_versions_is_decided_by_the_os_release(String osRelease) throws IOException {
        String release = "4.15.0-1031-aws";
        Bundle bundle = Bundles.of("ubuntu/16.04/x86_64/" + release + "=16", "ubuntu/18.04/x86_64/" + release + "=18");

        KernelMatch match = bundle.match(host(release + " x86_64", null, osRelease));

        assertEquals("ubuntu/" + osRelease.substring(21) + "/x86_64/" + release, String.valueOf(match.kernel()));
    }

    private static HostKernel host(String releaseAndArch, String buildId, String osRelease) {
        String[] parts = releaseAndArch.split(" ", 2);
        return new HostKernel(
                parts[0], parts[1], null, buildId, osRelease == null ? null : Bundles.osRelease(osRelease));
    }
}
