// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.HostKernel;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries and their layouts, a machine for which there is none, and what its neighbours tell about it. */
class BracketMatcherTest {
    private static final String UBUNTU = "ID=ubuntu;VERSION_ID=20.04";

    /** Columns: what, entries, release and architecture of the machine, os-release (Ubuntu 20.04 if empty), the entry. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "between two        | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-3-generic=a                                    | 5.4.0-2-generic x86_64  |  | ubuntu/20.04/x86_64/5.4.0-1-generic",
                "by number          | ubuntu/20.04/x86_64/5.4.0-9-generic=a ubuntu/20.04/x86_64/5.4.0-100-generic=a                                  | 5.4.0-42-generic x86_64 |  | ubuntu/20.04/x86_64/5.4.0-9-generic",
                "the nearest ones   | ubuntu/20.04/x86_64/5.4.0-1-generic=b ubuntu/20.04/x86_64/5.4.0-3-generic=a ubuntu/20.04/x86_64/5.4.0-5-generic=a ubuntu/20.04/x86_64/5.4.0-7-generic=c | 5.4.0-4-generic x86_64 |  | ubuntu/20.04/x86_64/5.4.0-3-generic",
                "release elsewhere  | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/arm64/5.4.0-2-generic=b ubuntu/20.04/x86_64/5.4.0-3-generic=a | 5.4.0-2-generic x86_64 |  | ubuntu/20.04/x86_64/5.4.0-1-generic",
                "other flavour      | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-2-aws=b ubuntu/20.04/x86_64/5.4.0-4-generic=a | 5.4.0-3-generic x86_64 |  | ubuntu/20.04/x86_64/5.4.0-1-generic",
                "by the major       | rhel/8/x86_64/4.18.0-80.1.2.el8_0.x86_64=a rhel/8/x86_64/4.18.0-80.11.2.el8_0.x86_64=a | 4.18.0-80.7.1.el8_0.x86_64 x86_64 | ID=rhel;VERSION_ID=8.0 | rhel/8/x86_64/4.18.0-80.1.2.el8_0.x86_64",
                "first build of all | rhel/7/x86_64/3.10.0-1127.el7.x86_64=a rhel/7/x86_64/3.10.0-1160.2.1.el7.x86_64=a | 3.10.0-1160.el7.x86_64 x86_64 | ID=rhel;VERSION_ID=7.9 | rhel/7/x86_64/3.10.0-1127.el7.x86_64",
                "its three folders  | amzn/1/x86_64/4.14.10-1.1.amzn1.x86_64=a amzn/2018/x86_64/4.14.12-1.1.amzn1.x86_64=a | 4.14.11-1.1.amzn1.x86_64 x86_64 | ID=amzn;VERSION_ID=2018.03 | amzn/1/x86_64/4.14.10-1.1.amzn1.x86_64",
                "by the codename    | debian/buster/x86_64/4.19.0-1-amd64=a debian/buster/x86_64/4.19.0-3-amd64=a | 4.19.0-2-amd64 x86_64 | ID=debian;VERSION_ID=10 | debian/buster/x86_64/4.19.0-1-amd64",
                "same build, agrees | centos/7/x86_64/3.10.0-1.el7=a centos/7/x86_64/3.10.0-2.el7.x86_64=a centos/7/x86_64/3.10.0-3.el7=a | 3.10.0-2.el7 x86_64 | ID=centos;VERSION_ID=7 | centos/7/x86_64/3.10.0-1.el7",
            })
    void infers(String what, String kernels, String host, String osRelease, String expected) throws IOException {
        Bundle bundle = Bundles.of(kernels.split(" +"));
        HostKernel machine = host(host, osRelease);
        assertFalse(bundle.match(machine).isFound());

        KernelMatch match = bundle.infer(machine);

        assertEquals(Bundles.id(expected), match.kernel(), match.reason());
        assertTrue(match.reason().startsWith("inferred for release " + machine.release()), match.reason());
        assertArrayEquals(Bundles.layout("a"), bundle.layout(match));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "beyond the newest     | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-3-generic=a | 5.4.0-4-generic x86_64 |  | there is no newer entry of series 5.4-generic",
                "beyond the oldest     | ubuntu/20.04/x86_64/5.4.0-2-generic=a ubuntu/20.04/x86_64/5.4.0-3-generic=a | 5.4.0-1-generic x86_64 |  | there is no older entry of series 5.4-generic",
                "two that differ       | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-3-generic=b | 5.4.0-2-generic x86_64 |  | the nearest entries of series 5.4-generic differ",
                "only farther ones agree | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-3-generic=b ubuntu/20.04/x86_64/5.4.0-5-generic=a | 5.4.0-2-generic x86_64 |  | the nearest entries of series 5.4-generic differ",
                "two builds of one     | ubuntu/20.04/x86_64/5.4.0-1-generic#01=a ubuntu/20.04/x86_64/5.4.0-1-generic#02=b ubuntu/20.04/x86_64/5.4.0-3-generic=a | 5.4.0-2-generic x86_64 |  | the nearest entries of series 5.4-generic differ",
                "two builds of the newer | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-3-generic#01=a ubuntu/20.04/x86_64/5.4.0-3-generic#02=b | 5.4.0-2-generic x86_64 |  | the nearest entries of series 5.4-generic differ",
                "same build, differs   | centos/7/x86_64/3.10.0-1.el7=a centos/7/x86_64/3.10.0-2.el7.x86_64=b centos/7/x86_64/3.10.0-3.el7=a | 3.10.0-2.el7 x86_64 | ID=centos;VERSION_ID=7 | the nearest entries of series 3.10.el7 differ",
                "it is there, without its architecture | centos/7/x86_64/3.10.0-1.el7=a centos/7/x86_64/3.10.0-2.el7#01=a centos/7/x86_64/3.10.0-3.el7=a | 3.10.0-2.el7.x86_64 x86_64 | ID=centos;VERSION_ID=7 | there is an entry with release 3.10.0-2.el7",
                "it is there, and by its other name of another architecture | centos/7/x86_64/3.10.0-1.el7=a centos/7/x86_64/3.10.0-2.el7=b centos/7/arm64/3.10.0-2.el7.x86_64=b centos/7/x86_64/3.10.0-3.el7=a | 3.10.0-2.el7.x86_64 x86_64 | ID=centos;VERSION_ID=7 | there is an entry with release 3.10.0-2.el7",
                "nearer by another name | debian/10/x86_64/4.19.0-1-amd64=a debian/buster/x86_64/4.19.0-3-amd64=b debian/10/x86_64/4.19.0-9-amd64=a | 4.19.0-2-amd64 x86_64 | ID=debian;VERSION_ID=10 | the nearest entries of series 4.19-amd64 differ",
                "another flavour       | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-3-aws=a     | 5.4.0-2-generic x86_64 |  | there is no newer entry",
                "another tag           | rhel/8/x86_64/4.18.0-1.el8_3.x86_64=a rhel/8/x86_64/4.18.0-3.el8_4.x86_64=a | 4.18.0-2.el8_3.x86_64 x86_64 | ID=rhel;VERSION_ID=8.3 | there is no newer entry of series 4.18.el8_3",
                "another architecture  | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/arm64/5.4.0-3-generic=a  | 5.4.0-2-generic x86_64 |  | there is no newer entry",
                "another distribution  | ubuntu/20.04/x86_64/5.4.0-1-generic=a debian/10/x86_64/5.4.0-3-generic=a    | 5.4.0-2-generic x86_64 |  | there is no newer entry",
                "another version       | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/18.04/x86_64/5.4.0-3-generic=a | 5.4.0-2-generic x86_64 |  | there is no newer entry",
                "another kernel version| amzn/2/x86_64/4.14.1-1.1.amzn2=a amzn/2/x86_64/5.10.1-1.1.amzn2=a           | 5.4.1-1.1.amzn2 x86_64 | ID=amzn;VERSION_ID=2 | no entry of series 5.4.amzn2 on x86_64",
                "a relative            | rhel/8/x86_64/4.18.0-1.el8.x86_64=a rhel/8/x86_64/4.18.0-3.el8.x86_64=a     | 4.18.0-2.el8.x86_64 x86_64 | ID=rocky;VERSION_ID=8.6;PLATFORM_ID=platform:el8 | of the distribution and version that os-release names: rocky 8.6",
                "a derivative          | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-3-generic=a | 5.4.0-2-generic x86_64 | ID=pop;VERSION_ID=20.04;ID_LIKE=ubuntu;UBUNTU_CODENAME=focal | that os-release names: pop 20.04",
                "a sister              | sles/15.3/x86_64/5.3.18-1.1-default=a sles/15.3/x86_64/5.3.18-3.1-default=a | 5.3.18-2.1-default x86_64 | ID=opensuse-leap;VERSION_ID=15.3 | that os-release names: opensuse-leap 15.3",
                "no version            | debian/10/x86_64/4.19.0-1-amd64=a debian/10/x86_64/4.19.0-3-amd64=a         | 4.19.0-2-amd64 x86_64 | ID=debian | that os-release names: debian",
                "no os-release         | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-3-generic=a | 5.4.0-2-generic x86_64 | - | that os-release names, for there is none",
                "no series             | ubuntu/20.04/x86_64/5.4.1=a ubuntu/20.04/x86_64/5.4.3=a                     | 5.4.2 x86_64           |  | release 5.4.2 is of no series that is understood",
                "Android               | x/1/arm64/a12-5.10-2021-09-arm64=a x/1/arm64/a12-5.10-2021-11-arm64=a       | a12-5.10-2021-10-arm64 arm64 | ID=x;VERSION_ID=1 | is of no series",
                "it is there, twice    | ubuntu/20.04/x86_64/5.4.0-1-generic=a ubuntu/20.04/x86_64/5.4.0-2-generic#01=b ubuntu/20.04/x86_64/5.4.0-2-generic#02=c ubuntu/20.04/x86_64/5.4.0-3-generic=a | 5.4.0-2-generic x86_64 |  | there is an entry with release 5.4.0-2-generic",
            })
    void infers_nothing(String what, String kernels, String host, String osRelease, String reason) throws IOException {
        KernelMatch match = Bundles.of(kernels.split(" +")).infer(host(host, osRelease));

        assertFalse(match.isFound(), match.toString());
        assertTrue(match.reason().startsWith("not inferred: "), match.reason());
        assertTrue(match.reason().contains(reason), match.reason());
    }

    private static HostKernel host(String releaseAndArch, String osRelease) {
        String[] parts = releaseAndArch.split(" ", 2);
        String fields = osRelease == null ? UBUNTU : osRelease;
        return new HostKernel(parts[0], parts[1], null, null, fields.equals("-") ? null : Bundles.osRelease(fields));
    }
}
