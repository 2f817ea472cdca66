// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A place in a tree, and the kernels that it is of, or why it is none. */
class TreeKeyTest {
    private static final String EXPECTED = "expected a path ID/VERSION_ID/ARCH/RELEASE with a known architecture";

    @TempDir
    Path dir;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "as it should be                | ubuntu/18.04/x86_64/4.15.0-20-generic.btf.tar.xz      | ubuntu/18.04/x86_64/4.15.0-20-generic",
                "Amazon Linux 1, its own place  | amzn/1/x86_64/4.14.77-70.59.amzn1.x86_64.btf.tar.xz   | amzn/1/x86_64/4.14.77-70.59.amzn1.x86_64",
                "Amazon Linux 1, by the year    | amzn/2018/x86_64/4.14.26-46.32.amzn1.x86_64.btf       | amzn/2018/x86_64/4.14.26-46.32.amzn1.x86_64",
                "Amazon Linux 1, at the root    | 1/x86_64/4.14.88-72.73.amzn1.x86_64.btf.tar.xz        | amzn/1/x86_64/4.14.88-72.73.amzn1.x86_64",
                "the same, and no architecture  | 1/x86_64/4.14.88-72.73.amzn1.btf | amzn/1/x86_64/4.14.88-72.73.amzn1 amzn/1/x86_64/4.14.88-72.73.amzn1.x86_64",
                "arch as BTFHub has it          | centos/8/arm64/4.18.0-80.el8.aarch64.btf.tar.xz       | centos/8/arm64/4.18.0-80.el8.aarch64",
                "arch as uname has it           | centos/8/aarch64/4.18.0-80.el8.aarch64.btf.tar.xz     | centos/8/arm64/4.18.0-80.el8.aarch64",
                "arch as Debian has it          | debian/10/amd64/4.19.0-17-cloud-amd64.btf.xz          | debian/10/x86_64/4.19.0-17-cloud-amd64",
                "arch in capitals               | debian/10/AMD64/4.19.0-17-amd64.btf                   | debian/10/x86_64/4.19.0-17-amd64",
                "arch of 32 bits                | debian/12/i386/6.1.0-50-686-pae.btf                   | debian/12/i686/6.1.0-50-686-pae",
                "arch of Arm, 32 bits           | debian/12/armhf/6.1.0-50-armmp.btf                    | debian/12/armv7l/6.1.0-50-armmp",
                "arch of Power                  | debian/12/ppc64el/6.1.0-50-powerpc64le.btf            | debian/12/ppc64le/6.1.0-50-powerpc64le",
                "SUSE, the package's name       | sles/12.3/x86_64/4.4.103-6.33.1-default.btf.tar.xz    | sles/12.3/x86_64/4.4.103-6.33.1-default",
                "SUSE, uname's                  | sles/12.3/x86_64/4.4.103-6.33-default.btf.tar.xz      | sles/12.3/x86_64/4.4.103-6.33-default",
                "an RPM without architecture    | centos/7/x86_64/3.10.0-123.el7.btf.tar.xz | centos/7/x86_64/3.10.0-123.el7 centos/7/x86_64/3.10.0-123.el7.x86_64",
                "an RPM with it                 | centos/7/x86_64/3.10.0-123.el7.x86_64.btf.tar.xz      | centos/7/x86_64/3.10.0-123.el7.x86_64",
                "numbers behind RPM's tag       | centos/7/arm64/4.14.0-115.el7a.0.1.btf | centos/7/arm64/4.14.0-115.el7a.0.1 centos/7/arm64/4.14.0-115.el7a.0.1.aarch64",
                "another one's kernel           | centos/7/arm64/3.19.0-0.80.aa7a.btf | centos/7/arm64/3.19.0-0.80.aa7a centos/7/arm64/3.19.0-0.80.aa7a.aarch64",
                "a minor version in the tag     | rhel/8/x86_64/4.18.0-80.7.1.el8_0.btf | rhel/8/x86_64/4.18.0-80.7.1.el8_0 rhel/8/x86_64/4.18.0-80.7.1.el8_0.x86_64",
                "Fedora                         | fedora/31/x86_64/5.3.7-301.fc31.btf | fedora/31/x86_64/5.3.7-301.fc31 fedora/31/x86_64/5.3.7-301.fc31.x86_64",
                "a flavour behind the tag       | centos/7/x86_64/3.10.0-123.el7.debug.btf              | centos/7/x86_64/3.10.0-123.el7.debug",
                "RPM has two names for this     | fedora/24/armv7l/4.5.5-300.fc24.btf                   | fedora/24/armv7l/4.5.5-300.fc24",
                "capitals in an ID              | openEuler/20.03/arm64/4.19.90-2003.oe1.aarch64.btf    | openEuler/20.03/arm64/4.19.90-2003.oe1.aarch64",
                "capitals in a VERSION_ID       | kylin/V10/aarch64/4.19.90-24.4.v2101.ky10.aarch64.btf | kylin/V10/arm64/4.19.90-24.4.v2101.ky10.aarch64",
                "a codename                     | debian/bullseye/x86_64/5.10.0-8-amd64.btf             | debian/bullseye/x86_64/5.10.0-8-amd64",
                "Android, by date               | android/12/arm64/a12-5.10-2021-09-arm64.btf.tar.xz    | android/12/arm64/a12-5.10-2021-09-arm64",
                "a folder around the tree       | archive/ol/8/x86_64/5.4.17-2011.el8uek.x86_64.btf     | ol/8/x86_64/5.4.17-2011.el8uek.x86_64",
                "a marker that it failed        | debian/10/x86_64/4.19.0-17-amd64.failed               | ''",
                "a marker that it has BTF       | debian/10/x86_64/4.19.0-17-amd64.hasbtf               | ''",
                "the archive's own              | README.md                                             | ''",
                "git's own                      | .git/debian/10/x86_64/4.19.0-17-amd64.btf             | ''",
            })
    void a_place_is_of_kernels(String what, String path, String kernels) throws IOException {
        FoundKernels found = find(path);

        assertEquals(List.of(), found.rejected());
        List<String> expected = kernels.isEmpty() ? List.of() : List.of(kernels.split(" ", -1));
        assertEquals(expected, ids(found));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "BTFHub's old nobpf   | centos/7/nobpf/3.10.0-123.el7.btf.tar.xz        | , found the folder \"nobpf\", which is for kernels without BPF; their architecture is not known",
                "BTFHub's old layout  | centos/7/3.10.0-1062.el7.btf.tar.xz             | , found the folder \"7\"",
                "Android's own layout | common-android12-5.10/a12-5.10-2021-09-arm64.btf.tar.xz | , found the folder \"common-android12-5.10\"",
                "an unknown arch      | debian/3/vax/2.2.20.btf                         | , found the folder \"vax\"",
                "two architectures    | centos/8/x86_64/4.18.0-80.el8.aarch64.btf       | : the folder says x86_64, the release says arm64",
                "two, at the root     | 1/arm64/4.14.88-72.73.amzn1.x86_64.btf          | : the folder says arm64, the release says x86_64",
            })
    void a_place_is_none_of_a_kernel_and_it_is_said_why(String what, String path, String found) throws IOException {
        FoundKernels kernels = find(path);

        assertEquals(List.of(new RejectedInput(dir + "/tree/" + path, EXPECTED + found)), kernels.rejected());
        assertEquals(List.of(), ids(kernels));
    }

    @Test
    void a_path_that_is_too_short_is_none_of_a_kernel() {
        assertEquals(EXPECTED, TreeKey.of("", "10", "x86_64", "4.19.0-17-amd64").problem());
        assertEquals(
                EXPECTED, FileName.of(Path.of("/4.19.0-17-amd64.btf")).key().problem());
    }

    @Test
    void the_file_that_has_unames_release_is_the_one_that_counts() throws IOException {
        for (String release : List.of("3.10.0-123.el7", "3.10.0-123.el7.x86_64")) {
            TestFiles.write(dir, "tree/centos/7/x86_64/" + release + ".btf", new byte[0]);
        }

        assertEquals(
                List.of("3.10.0-123.el7.btf 3.10.0-123.el7", "3.10.0-123.el7.x86_64.btf 3.10.0-123.el7.x86_64"),
                TestFiles.find(List.of("tree"), dir, KernelFilter.all()).kernels().stream()
                        .map(k -> k.origin().substring(k.origin().lastIndexOf('/') + 1) + " " + k.id().release())
                        .toList());
    }

    @Test
    void the_filter_sees_either_name() throws IOException {
        TestFiles.write(dir, "tree/centos/7/x86_64/3.10.0-123.el7.btf", new byte[0]);
        for (String release : List.of("3.10.0-123.el7", "3.10.0-123.el7.x86_64")) {
            KernelFilter filter = KernelFilter.of(null, null, null, List.of(release));
            assertEquals(List.of("centos/7/x86_64/" + release), ids(TestFiles.find(List.of("tree"), dir, filter)));
        }
    }

    /** With a kernel beside it that is as it should be: a tree without any is a mistake. */
    private FoundKernels find(String path) throws IOException {
        TestFiles.write(dir, "tree/other/1/x86_64/1.btf", new byte[0]);
        TestFiles.write(dir, "tree/" + path, new byte[0]);
        return TestFiles.find(List.of("tree"), dir, KernelFilter.all());
    }

    private static List<String> ids(FoundKernels found) {
        List<String> ids = new ArrayList<>();
        for (SourcedKernel kernel : found.kernels()) {
            if (!kernel.id().id().equals("other")) {
                ids.add(kernel.id().toString());
            }
        }
        return ids;
    }
}
