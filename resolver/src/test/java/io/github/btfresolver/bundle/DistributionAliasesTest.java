// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.OsRelease;
import io.github.btfresolver.testing.Bounded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries that differ, an os-release, and the entry that it means. */
class DistributionAliasesTest {
    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rhel/7 rhel/8           | ID=rhel;VERSION_ID=8.1                                | rhel/8",
                "rhel/8 rhel/8.1         | ID=rhel;VERSION_ID=8.1                                | rhel/8.1",
                "rhel/8 centos/8         | ID=centos;VERSION_ID=8                                | centos/8",
                "rhel/8 ol/8             | ID=ol;VERSION_ID=8.10                                 | ol/8",
                "centos/7 fedora/28      | ID=rhel;VERSION_ID=7.9                                | centos/7",
                "rhel/8 fedora/28        | ID=rocky;VERSION_ID=8.6;PLATFORM_ID=platform:el8      | rhel/8",
                "rhel/8 fedora/28        | ID=almalinux;VERSION_ID=8.4                           | rhel/8",
                "rhel/8 rhel/7           | ID=eurolinux;PLATFORM_ID=platform:el8                 | rhel/8",
                "rhel/8 rhel/7           | ID=rhcos;VERSION_ID=4.13;PLATFORM_ID=platform:el8     | rhel/8",
                "rhel/8 centos/8         | ID=rhcos;VERSION_ID=4.5;RHEL_VERSION=8.2              | rhel/8",
                "rhel/8 rhel/8.2         | ID=rhcos;VERSION_ID=4.5;RHEL_VERSION=8.2              | rhel/8.2",
                "rhel/7 centos/8         | ID=rhcos;VERSION_ID=4.5;RHEL_VERSION=8.2              | centos/8",
                "debian/10 fedora/28     | ID=x;VERSION_ID=1;ID_LIKE=ubuntu debian               | debian/10",
                "rhel/8 debian/10        | ID=x;VERSION_ID=1;ID_LIKE=rhel fedora                 | rhel/8",
                "amzn/2 amzn/2018        | ID=amzn;VERSION_ID=2018.03                            | amzn/2018",
                "amzn/2 amzn/1           | ID=amzn;VERSION_ID=2018.03                            | amzn/1",
                "amzn/2 amzn/1           | ID=amzn;VERSION_ID=2017.09                            | amzn/1",
                "amzn/2 amzn/2018        | ID=amazon;VERSION_ID=2                                | amzn/2",
                "rhel/7 amzn/2           | ID=redhat;VERSION_ID=7.6                              | rhel/7",
                "ol/7 amzn/2             | ID=oracle;VERSION_ID=7.6                              | ol/7",
                "sles/12.5 sles/15.3     | ID=suse;VERSION_ID=12.5                               | sles/12.5",
                "sles/12.5 sles/15.3     | ID=sles_sap;VERSION_ID=12.5                           | sles/12.5",
                "sles/15.3 fedora/30     | ID=opensuse-leap;VERSION_ID=15.3                      | sles/15.3",
                "sles/15.3 opensuse-leap/15.3 | ID=opensuse-leap;VERSION_ID=15.3                 | opensuse-leap/15.3",
                "opensuse-leap/15.2 sles/12.5 | ID=sles;VERSION_ID=15.2                          | opensuse-leap/15.2",
                "opensuse-leap/42.3 sles/12.5 | ID=opensuse;VERSION_ID=42.3                      | opensuse-leap/42.3",
                "debian/9 debian/buster  | ID=debian;VERSION_ID=10                               | debian/buster",
                "debian/9 debian/10      | ID=debian;VERSION_CODENAME=buster                     | debian/10",
                "debian/9 debian/bullseye| ID=debian;VERSION_CODENAME=bullseye                   | debian/bullseye",
                "debian/10 ubuntu/18.04  | ID=debian                                             | debian/10",
                "ubuntu/16.04 ubuntu/18.04 | ID=linuxmint;VERSION_ID=19;ID_LIKE=ubuntu debian;UBUNTU_CODENAME=bionic | ubuntu/18.04",
                "ubuntu/18.04 debian/10  | ID=pop;VERSION_ID=18.04;ID_LIKE=ubuntu debian         | ubuntu/18.04",
                "kylin/V10 kylin/V4      | ID=kylin;VERSION_ID=V10                               | kylin/V10",
                "openEuler/20.03 centos/8| ID=openeuler;VERSION_ID=20.03                         | openEuler/20.03",
                "openeuler/20.03 centos/8| ID=openEuler;VERSION_ID=20.03                         | openeuler/20.03",
            })
    void an_os_release_means_a_directory(String entries, String osRelease, String expected) throws IOException {
        KernelMatch match = match(entries, osRelease);

        assertEquals(expected + "/x86_64/5.4", String.valueOf(match.kernel()), match.reason());
    }

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rhel/8 centos/8           | ID=rocky;VERSION_ID=8.6;ID_LIKE=rhel centos fedora   | Enterprise Linux 8",
                "amzn/1 amzn/2018          | ID=amzn;VERSION_ID=2018.03                           | other names of the version",
                "debian/9 debian/10        | ID=debian                                            | ID, without a VERSION_ID",
                "ubuntu/16.04 ubuntu/18.04 | ID=linuxmint;VERSION_ID=19;ID_LIKE=ubuntu debian     | ID_LIKE ubuntu",
                "amzn/1 amzn/2018          | ID=amzn;VERSION_ID=2023                              | names none of them (amzn 2023)",
                "ubuntu/16.04 ubuntu/18.04 | ID=ubuntu;VERSION_ID=20.04                           | names none of them (ubuntu 20.04)",
                "rhel/7 rhel/8             | ID=fedora;VERSION_ID=31;PLATFORM_ID=platform:f31     | names none of them (fedora 31)",
            })
    void an_os_release_that_means_two_or_none_decides_nothing(String entries, String osRelease, String why)
            throws IOException {
        KernelMatch match = match(entries, osRelease);

        assertFalse(match.isFound(), match.toString());
        assertEquals(why, match.reason().substring(match.reason().length() - why.length()));
        assertEquals(2, match.candidates().size());
    }

    @Test
    void an_id_like_of_thousands_of_words_costs_no_more_than_its_length() throws IOException {
        StringBuilder text = new StringBuilder("ID=x\nID_LIKE='");
        for (int i = 0; i < 20_000; i++) {
            text.append("a ");
        }
        OsRelease osRelease = OsRelease.parse(text.append("debian'\n").toString());
        Bundle bundle = Bundles.of("debian/10/x86_64/5.4=a", "ubuntu/18.04/x86_64/5.4=b");
        HostKernel host = new HostKernel("5.4", "x86_64", null, null, osRelease);

        KernelMatch match = Bounded.of("").throwingNothing().read(text.length(), () -> bundle.match(host));

        assertFalse(match.isFound(), match.reason());
    }

    /** However many spaces are between them. */
    @Test
    void of_an_id_like_thirty_two_words_are_looked_at() throws IOException {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 31; i++) {
            words.append("a  ");
        }
        String entries = "debian/10 ubuntu/18.04";

        assertTrue(match(entries, "ID=x;ID_LIKE=" + words + "debian").isFound());
        assertFalse(match(entries, "ID=x;ID_LIKE=" + words + "a debian").isFound());
    }

    private static KernelMatch match(String entries, String osRelease) throws IOException {
        List<String> kernels = new ArrayList<>();
        for (String platform : entries.split(" ", -1)) {
            kernels.add(platform + "/x86_64/5.4=" + platform);
        }
        HostKernel host = new HostKernel("5.4", "x86_64", null, null, Bundles.osRelease(osRelease));
        return Bundles.of(kernels.toArray(new String[0])).match(host);
    }
}
