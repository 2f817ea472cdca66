// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseSeriesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "5.4.0-42-generic, 5.4-generic, 5.4.0-42",
        "4.15.0-1031-aws, 4.15-aws, 4.15.0-1031",
        "5.15.0-1010-intel-iotg, 5.15-intel-iotg, 5.15.0-1010",
        "5.4.0-1021-raspi2, 5.4-raspi2, 5.4.0-1021",
        "4.19.0-17-cloud-amd64, 4.19-cloud-amd64, 4.19.0-17",
        "4.19.0-17-amd64, 4.19-amd64, 4.19.0-17",
        "4.12.14-122.37-default, 4.12-default, 4.12.14-122.37",
        "5.3.18-150300.59.43-kvmsmall, 5.3-kvmsmall, 5.3.18-150300.59.43",
        "3.10.0-1160.45.1.el7.x86_64, 3.10.el7, 3.10.0-1160.45.1",
        "3.10.0-123.el7, 3.10.el7, 3.10.0-123",
        "4.18.0-80.el8.aarch64, 4.18.el8, 4.18.0-80",
        "4.18.0-305.3.1.el8_4.x86_64, 4.18.el8_4, 4.18.0-305.3.1",
        "4.14.0-115.el7a.aarch64, 4.14.el7a, 4.14.0-115",
        "5.4.17-2136.302.7.2.1.el7uek.x86_64, 5.4.el7uek, 5.4.17-2136.302.7.2.1",
        "4.14.355-275.572.amzn2.x86_64, 4.14.amzn2, 4.14.355-275.572",
        "5.6.6-300.fc32.x86_64, 5.6.fc32, 5.6.6-300",
        "4.19.90-2003.4.0.0036.oe1.aarch64, 4.19.oe1, 4.19.90-2003.4.0.0036",
    })
    void a_release_is_of_a_series(String release, String series, String build) {
        ReleaseSeries of = ReleaseSeries.of(release);

        assertNotNull(of);
        assertEquals(series, of.toString());
        assertEquals(build, of.build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "5.4.0",
                "5.4-42-generic",
                "5.4.0.1-42-generic",
                "5.4.-42-generic",
                "5..0-42-generic",
                "5.4.0--generic",
                "5.4.0-42-",
                "5.4.0-42",
                "5.4.0-42.-generic",
                "5.4.0-42-Generic",
                "5.4.0-42-2020",
                "5.4.0-050400-generic",
                "5.4.0-rc1-generic",
                "5.10.0-0.bpo.3-amd64",
                "6.12.9+deb13-amd64",
                "4.18.0-305.rt7.72.el8.x86_64",
                "4.18.0-80.el8.x86_64+debug",
                "3.10.0-1160.el7.x86_64.debug",
                "4.4.200-1.el7.elrepo.x86_64",
                "4.14.35-1850a.el7uek.x86_64",
                "3.10.0-123.x86_64",
                "4.19.90-24.4.v2101.ky10.aarch64",
                "5.10.43-android12-9-00001-g1234567-ab7654321",
                "a12-5.10-2021-09-arm64",
                "5.15.49-linuxkit",
                "5.10.102.1-microsoft-standard-WSL2",
                "5.10.90+",
                "2.6.32-754.el6\u0661.x86_64",
            })
    void what_is_not_understood_is_of_no_series(String release) {
        assertNull(ReleaseSeries.of(release));
    }
}
