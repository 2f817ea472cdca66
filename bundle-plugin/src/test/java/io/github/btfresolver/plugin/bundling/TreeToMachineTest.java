// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.plugin.source.RejectedInput;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.FakeRoot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a tree with an irregularity, by a bundle, to a machine: it gets its own kernel's BTF, or none. */
class TreeToMachineTest {
    private static final String TASK = "task_struct";
    private static final int TASK_SIZE = 136;
    private static final int KIND_STRUCT = 4;

    @TempDir
    Path dir;

    /** The files of a tree, each with a number in its BTF; what uname -r and -m print; os-release; the number, - for none. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Amazon Linux 1, its own place | 1:amzn/1/x86_64/4.14.77-70.59.amzn1.x86_64 2:amzn/2/x86_64/4.14.77-70.59.amzn2.x86_64 | 4.14.77-70.59.amzn1.x86_64 x86_64 | amzn-2018.03 | 1",
                "Amazon Linux 1, by the year   | 1:amzn/2018/x86_64/4.14.26-46.32.amzn1.x86_64 2:ol/8/x86_64/4.14.26-46.32.amzn1.x86_64 | 4.14.26-46.32.amzn1.x86_64 x86_64 | amzn-2018.03 | 1",
                "Amazon Linux 1, at the root   | 1:1/x86_64/4.14.88-72.73.amzn1.x86_64 2:amzn/2/x86_64/4.14.88-72.73.amzn1.x86_64 | 4.14.88-72.73.amzn1.x86_64 x86_64 | amzn-2018.03 | 1",
                "Amazon Linux 1, all agree     | 1:1/x86_64/4.14.88-72.73.amzn1.x86_64 1:amzn/1/x86_64/4.14.88-72.73.amzn1.x86_64 1:amzn/2018/x86_64/4.14.88-72.73.amzn1.x86_64 | 4.14.88-72.73.amzn1.x86_64 x86_64 | amzn-2018.03 | 1",
                "Amazon Linux 1, two differ    | 1:amzn/1/x86_64/4.14.88-72.73.amzn1.x86_64 2:amzn/2018/x86_64/4.14.88-72.73.amzn1.x86_64 | 4.14.88-72.73.amzn1.x86_64 x86_64 | amzn-2018.03 | -",
                "arch as uname has it          | 1:ubuntu/18.04/aarch64/4.15.0-20-generic 2:ubuntu/18.04/x86_64/4.15.0-20-generic | 4.15.0-20-generic aarch64 | ubuntu-18.04 | 1",
                "arch as BTFHub has it         | 1:ubuntu/18.04/arm64/4.15.0-20-generic 2:ubuntu/18.04/x86_64/4.15.0-20-generic | 4.15.0-20-generic aarch64 | ubuntu-18.04 | 1",
                "arch as Debian has it         | 1:debian/10/amd64/4.19.0-17-cloud-amd64 2:debian/10/arm64/4.19.0-17-cloud-arm64 | 4.19.0-17-cloud-amd64 x86_64 | debian-10 | 1",
                "SUSE's two names              | 1:sles/12.5/x86_64/4.4.103-6.33-default 2:sles/12.5/x86_64/4.4.103-6.33.1-default | 4.4.103-6.33-default x86_64 | sles-12.5 | 1",
                "SUSE's package's name only    | 1:sles/12.5/x86_64/4.4.103-6.33.1-default | 4.4.103-6.33-default x86_64 | sles-12.5 | -",
                "SUSE, like a package's name   | 1:sles/12.5/x86_64/4.4.82-6.3-default 2:sles/12.5/x86_64/4.4.82-6-default | 4.4.82-6.3-default x86_64 | sles-12.5 | 1",
                "a release without arch        | 1:centos/7/x86_64/3.10.0-1062.1.2.el7 | 3.10.0-1062.1.2.el7.x86_64 x86_64 | centos-7 | 1",
                "a release with and without    | 1:centos/7/x86_64/3.10.0-1062.1.2.el7 2:centos/7/x86_64/3.10.0-1062.1.2.el7.x86_64 | 3.10.0-1062.1.2.el7.x86_64 x86_64 | centos-7 | 2",
                "without, on two architectures | 1:centos/7/x86_64/5.4.28-200.el7 2:centos/7/arm64/5.4.28-200.el7 | 5.4.28-200.el7.aarch64 aarch64 | centos-7 | 2",
                "without, in two distributions | 1:centos/7/x86_64/3.10.0-1062.el7 2:rhel/7/x86_64/3.10.0-1062.el7.x86_64 | 3.10.0-1062.el7.x86_64 x86_64 | centos-7 | 1",
                "capitals in an ID             | 1:openEuler/22.03/x86_64/5.10.0-60.oe1.x86_64 2:kylin/V10/x86_64/5.10.0-60.oe1.x86_64 | 5.10.0-60.oe1.x86_64 x86_64 | openEuler-22.03 | 1",
                "no capitals in an ID          | 1:openeuler/22.03/x86_64/5.10.0-60.oe1.x86_64 2:kylin/V10/x86_64/5.10.0-60.oe1.x86_64 | 5.10.0-60.oe1.x86_64 x86_64 | openEuler-22.03 | 1",
                "capitals in a VERSION_ID      | 1:kylin/V4/aarch64/4.19.90-24.4.v2101.ky10.aarch64 2:kylin/V10/aarch64/4.19.90-24.4.v2101.ky10.aarch64 | 4.19.90-24.4.v2101.ky10.aarch64 aarch64 | kylin-V10 | 2",
                "a codename                    | 1:debian/buster/x86_64/4.19.0-17-amd64 2:debian/9/x86_64/4.19.0-17-amd64 | 4.19.0-17-amd64 x86_64 | debian-10 | 1",
                "Leap's kernel under SLES      | 1:sles/15.3/x86_64/5.3.18-59.5-default 2:sles/15.3/x86_64/5.3.18-59.5.2-default | 5.3.18-59.5-default x86_64 | opensuse-leap-15.3 | 1",
                "one release, two versions     | 1:ubuntu/16.04/x86_64/4.15.0-1031-aws 2:ubuntu/18.04/x86_64/4.15.0-1031-aws | 4.15.0-1031-aws x86_64 | ubuntu-18.04 | 2",
                "the same, in a container      | 1:ubuntu/16.04/x86_64/4.15.0-1031-aws 2:ubuntu/18.04/x86_64/4.15.0-1031-aws | 4.15.0-1031-aws x86_64 | alpine-3.17 | -",
                "Android                       | 1:android/12/arm64/a12-5.10-2021-09-arm64 | 5.10.43-android12-9-00007-g6a7aa5c25e2c-ab7785510 aarch64 | alpine-3.17 | -",
                "the same, asked for by name   | 1:android/12/arm64/a12-5.10-2021-09-arm64 2:android/12/arm64/a12-5.10-2021-10-arm64 | a12-5.10-2021-09-arm64 aarch64 | alpine-3.17 | 1",
            })
    void a_machine_gets_its_own_kernel_or_none(
            String what, String tree, String uname, String osRelease, String expected) throws Exception {
        for (String numberAndPath : tree.split(" ", -1)) {
            String[] parts = numberAndPath.split(":", 2);
            file(parts[1] + ".btf", kernel(Integer.parseInt(parts[0])));
        }
        BuiltBundle bundle = build(true);

        assertEquals(expected, resolve(bundle, uname, osRelease));
    }

    @Test
    void what_is_no_kernel_is_passed_over_and_a_machine_gets_its_own() throws Exception {
        file("centos/7/x86_64/3.10.0-957.el7.x86_64.btf", kernel(1));
        file("centos/7/nobpf/3.10.0-123.el7.btf", kernel(2));
        file("centos/7/3.10.0-123.el7.btf", kernel(2));
        file("centos/7/arm64/3.10.0-957.el7.x86_64.btf", kernel(2));
        file("centos/7/x86_64/3.10.0-1127.el7.x86_64.failed", new byte[0]);
        file("centos/7/x86_64/4.18.0-1.el7.x86_64.hasbtf", new byte[0]);
        file("centos/7/x86_64/3.10.0-1062.el7.x86_64.btf.tar.xz", new byte[0]);
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";
        file("centos/7/x86_64/3.10.0-1160.el7.x86_64.btf.tar.xz", pointer.getBytes(StandardCharsets.US_ASCII));

        BuiltBundle bundle = build(false);

        assertEquals(1, bundle.kernels());
        List<String> rejected =
                bundle.rejected().stream().map(RejectedInput::toString).toList();
        assertEquals(5, rejected.size(), rejected.toString());
        List<String> reasons = List.of(
                "/centos/7/3.10.0-123.el7.btf: expected a path ID/VERSION_ID/ARCH/RELEASE",
                "/centos/7/arm64/3.10.0-957.el7.x86_64.btf: expected a path ",
                "/centos/7/nobpf/3.10.0-123.el7.btf: expected a path ",
                "/centos/7/x86_64/3.10.0-1062.el7.x86_64.btf.tar.xz: the file is empty",
                "/centos/7/x86_64/3.10.0-1160.el7.x86_64.btf.tar.xz: a Git LFS pointer");
        for (int i = 0; i < reasons.size(); i++) {
            assertTrue(rejected.get(i).startsWith(dir + "/tree" + reasons.get(i)), rejected.get(i));
        }
        assertEquals("1", resolve(bundle, "3.10.0-957.el7.x86_64 x86_64", "centos-7"));
        assertEquals("-", resolve(bundle, "3.10.0-123.el7.x86_64 x86_64", "centos-7"));
    }

    private BuiltBundle build(boolean failOnBadSource) throws Exception {
        return BundleBuilder.build(
                new BundleRequest("x", List.of(TestData.file("objects/el/exec.bpf.o")), List.of("tree"))
                        .base(dir)
                        .failOnBadSource(failOnBadSource)
                        .threads(1),
                Progress.silent());
    }

    /** The number in the BTF that a machine gets. */
    private String resolve(BuiltBundle bundle, String uname, String osRelease) throws Exception {
        String[] releaseAndMachine = uname.split(" ", 2);
        FakeRoot root = FakeRoot.ofKernel(dir.resolve("root"), releaseAndMachine[0])
                .put("/proc/sys/kernel/arch", releaseAndMachine[1] + "\n")
                .put("/etc/os-release", TestData.bytes("os-release/" + osRelease));
        Path file = Files.write(dir.resolve("x.btfb"), bundle.bytes());
        Optional<KernelBtf> found = BtfResolver.builder()
                .hostRoot(root.toString())
                .bundles()
                .bundleFiles(file.toString())
                .handOver(HandOverMode.NONE)
                .tryResolve();
        if (found.isEmpty()) {
            return "-";
        }
        try (KernelBtf btf = found.get()) {
            return String.valueOf(number(btf.spec()));
        }
    }

    private void file(String path, byte[] bytes) throws Exception {
        Path file = dir.resolve("tree").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** A kernel that differs from others in the size of task_struct, which is in its minimized BTF, too. */
    private static byte[] kernel(int number) {
        ByteBuffer btf =
                ByteBuffer.wrap(TestData.bytes("btf-small/kernel.el.btf")).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < btf.limit() - 8; at += 4) {
            if ((btf.getInt(at) >>> 24 & 0x7F) == KIND_STRUCT && btf.getInt(at + 4) == TASK_SIZE) {
                btf.putInt(at + 4, TASK_SIZE + 8 * number);
            }
        }
        return btf.array();
    }

    private static int number(Btf btf) {
        for (int id = 1; id <= btf.typeCount(); id++) {
            if (btf.name(id).equals(TASK)) {
                return (btf.sizeField(id) - TASK_SIZE) / 8;
            }
        }
        throw new AssertionError("no " + TASK);
    }
}
