// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.elf.ElfFormatException;
import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSourceTest {
    private static final int X86_64 = 62;
    private static final byte[] BANNER =
            TestFiles.text("%s version %s\0Linux version %s\0Linux version 5.4.0-42-generic (buildd@lgw) #46\0");

    @TempDir
    Path dir;

    @Test
    void a_tree_gives_its_kernels_sorted_and_ignores_what_is_none() throws IOException {
        TestFiles.write(dir, "ubuntu/18.04/x86_64/5.4.0-42-generic.btf.tar.xz", new byte[0]);
        TestFiles.write(dir, "ubuntu/18.04/arm64/5.4.0-42-generic.btf.xz", new byte[0]);
        TestFiles.write(dir, "centos/8/aarch64/4.18.0-147.el8.aarch64.btf", new byte[0]);
        TestFiles.write(dir, "ubuntu/18.04/x86_64/5.4.0-43-generic.failed", new byte[0]);
        TestFiles.write(dir, "ubuntu/18.04/x86_64/5.4.0-44-generic.hasbtf", new byte[0]);
        TestFiles.write(dir, "README.md", new byte[0]);
        TestFiles.write(dir, ".git/modules/x86_64/a.btf", new byte[0]);
        TestFiles.write(dir, "ubuntu/18.04/x86_64/._5.4.0-42-generic.btf.tar.xz", new byte[0]); // macOS' tar and cp
        TestFiles.write(dir, "ubuntu/18.04/._x86_64.btf", new byte[0]);
        Files.createSymbolicLink(dir.resolve("ubuntu/.up"), dir.resolve("ubuntu"));

        FoundKernels found = find(List.of(dir.toString()));

        assertEquals(
                List.of(
                        "centos/8/arm64/4.18.0-147.el8.aarch64",
                        "ubuntu/18.04/arm64/5.4.0-42-generic",
                        "ubuntu/18.04/x86_64/5.4.0-42-generic"),
                ids(found));
        assertEquals(List.of(), found.rejected());
        assertEquals(
                dir + "/centos/8/aarch64/4.18.0-147.el8.aarch64.btf",
                found.kernels().get(0).origin());
    }

    @Test
    void a_part_of_a_tree_has_its_keys_from_the_whole_path() throws IOException {
        TestFiles.write(dir, "debian/10/x86_64/4.19.0-17-cloud-amd64.btf.tar.xz", new byte[0]);

        FoundKernels found = find(List.of(dir + "/debian/10/x86_64/"));

        assertEquals(List.of("debian/10/x86_64/4.19.0-17-cloud-amd64"), ids(found));
    }

    @Test
    void files_in_a_tree_whose_path_has_another_shape_are_rejected_by_name() throws IOException {
        TestFiles.write(dir, "centos/7/x86_64/3.10.0-957.el7.x86_64.btf.tar.xz", new byte[0]);
        TestFiles.write(dir, "centos/7/nobpf/3.10.0-123.el7.btf.tar.xz", new byte[0]);
        Files.createSymbolicLink(dir.resolve("centos/7/x86_64/3.10.0-1.btf"), Path.of("nowhere"));

        FoundKernels found = find(List.of(dir.toString()));

        assertEquals(1, found.kernels().size());
        assertEquals(
                List.of(
                        new RejectedInput(
                                dir + "/centos/7/nobpf/3.10.0-123.el7.btf.tar.xz",
                                "expected a path ID/VERSION_ID/ARCH/RELEASE with a known architecture, found the folder"
                                        + " \"nobpf\", which is for kernels without BPF; their architecture is not known"),
                        new RejectedInput(dir + "/centos/7/x86_64/3.10.0-1.btf", "not a file, or a link to nothing")),
                found.rejected());
    }

    @Test
    void a_linked_directory_of_a_tree_counts_and_a_loop_is_rejected() throws IOException {
        TestFiles.write(dir, "amzn/2018/x86_64/4.14.1.amzn1.x86_64.btf", new byte[0]);
        Files.createSymbolicLink(dir.resolve("amzn/1"), Path.of("2018"));
        Files.createSymbolicLink(dir.resolve("amzn/2018/up"), dir.resolve("amzn/2018"));

        FoundKernels found = find(List.of(dir.toString()));

        assertEquals(List.of("amzn/1/x86_64/4.14.1.amzn1.x86_64", "amzn/2018/x86_64/4.14.1.amzn1.x86_64"), ids(found));
        assertTrue(found.rejected().stream().allMatch(r -> r.reason().equals("a link to its own parent")));
    }

    @Test
    void a_directory_without_kernels_is_an_error_that_says_what_was_expected() throws IOException {
        TestFiles.write(dir, "notes.txt", new byte[0]);

        refused(
                dir.toString(),
                ": no kernel BTFs in this directory: expected files ID/VERSION_ID/ARCH/RELEASE with one of the"
                        + " suffixes .btf.tar.xz .btf.xz .btf.gz .btf, as in BTFHub's archive");
    }

    @ParameterizedTest
    @CsvSource({
        "centos/8/aarch64/4.18.0.el8.aarch64.btf.tar.xz, centos/8/arm64/4.18.0.el8.aarch64",
        "1/x86_64/4.14.1.amzn1.x86_64.btf.tar.xz,       amzn/1/x86_64/4.14.1.amzn1.x86_64",
        "other/4.19.0-17-cloud-amd64.btf,               -/-/x86_64/4.19.0-17-cloud-amd64",
        "ubuntu/18.04/arm64/5.4.0-42-generic.btf.gz,    ubuntu/18.04/arm64/5.4.0-42-generic",
        "other/3.10.0-957.el7.x86_64.btf.xz,            -/-/x86_64/3.10.0-957.el7.x86_64",
        "other/vmlinux-6.1.0-50-s390x,                  -/-/s390x/6.1.0-50-s390x",
        "other/vmlinux-5.4.17-2011.el8uek.aarch64.btf,  -/-/arm64/5.4.17-2011.el8uek.aarch64",
    })
    void a_file_is_known_by_its_path_or_its_name(String path, String expected) throws IOException {
        Path file = TestFiles.write(dir, path, TestFiles.btf());

        assertEquals(List.of(expected), ids(find(List.of(file.toString()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.4.0-42-generic.btf", "vmlinux-5.4.0-42-generic", "vmlinux", "my-kernel-amd64.btf", "x"})
    void a_file_that_nothing_names_is_an_error_that_says_what_to_write(String name) throws IOException {
        Path file = TestFiles.write(dir, "other/" + name, TestFiles.btf());

        refused(file.toString(), "write ID/VERSION_ID/ARCH/RELEASE=" + file);
    }

    @Test
    void what_the_user_says_goes_over_everything_else() throws IOException {
        Path file = TestFiles.write(dir, "centos/8/aarch64/4.18.0.btf", TestFiles.elf(X86_64, ".rodata", 1, BANNER));

        assertEquals(List.of("-/12/s390x/6.1-own"), ids(find(List.of("-/12/s390x/6.1-own=" + file))));
    }

    @Test
    void a_vmlinux_says_its_release_architecture_and_build_id() throws IOException {
        byte[] elf = TestFiles.elf(
                X86_64,
                ".rodata",
                1,
                BANNER,
                ".notes",
                7,
                TestFiles.buildIdNote(0, 0xFF, 0x1A),
                ".BTF",
                1,
                TestFiles.btf());
        Path file = TestFiles.write(dir, "vmlinux", elf);

        SourcedKernel kernel = find(List.of(file.toString())).kernels().get(0);

        assertEquals(new KernelId("", "", "x86_64", "5.4.0-42-generic", "00ff1a"), kernel.id());
        assertEquals("int", kernel.read().name(1));
    }

    @Test
    void a_vmlinux_in_a_tree_keeps_its_place_and_has_its_build_id() throws IOException {
        byte[] elf = TestFiles.elf(X86_64, ".notes", 7, TestFiles.buildIdNote(0xAB));
        Path file = TestFiles.write(dir, "debian/12/x86_64/6.1.btf", elf);

        SourcedKernel kernel = find(List.of(file.toString())).kernels().get(0);

        assertEquals(new KernelId("debian", "12", "x86_64", "6.1", "ab"), kernel.id());
    }

    @Test
    void a_vmlinux_without_a_banner_has_its_release_from_its_name() throws IOException {
        Path file = TestFiles.write(dir, "vmlinux-5.4.0-42-generic", TestFiles.elf(183));

        assertEquals(List.of("-/-/arm64/5.4.0-42-generic"), ids(find(List.of(file.toString()))));
    }

    @Test
    void a_vmlinux_with_two_banners_that_differ_says_nothing() throws IOException {
        byte[] banners = TestFiles.text("Linux version 5.4 (a)\0Linux version 5.5 (b)\0");
        Path file = TestFiles.write(dir, "vmlinux", TestFiles.elf(X86_64, ".rodata", 1, banners));

        refused(file.toString(), "Neither the path nor the contents say its release");
    }

    @Test
    void a_vmlinux_of_an_unknown_machine_says_no_architecture() throws IOException {
        Path file = TestFiles.write(dir, "vmlinux", TestFiles.elf(4242, ".rodata", 1, BANNER));

        refused(file.toString(), "say the architecture of 5.4.0-42-generic");
    }

    @Test
    void a_damaged_elf_file_is_named() throws IOException {
        Path file = TestFiles.write(dir, "vmlinux", TestFiles.text("\u007fELF"));

        assertThrows(ElfFormatException.class, () -> find(List.of(file.toString())));
    }

    @Test
    void a_path_with_an_equals_sign_is_a_path() throws IOException {
        Path file = TestFiles.write(dir, "a=b/4.19.0-amd64.btf", TestFiles.btf());

        assertEquals(List.of("-/-/x86_64/4.19.0-amd64"), ids(find(List.of(file.toString()))));
    }

    @Test
    void mistakes_in_a_specification_are_named() throws IOException {
        Path file = TestFiles.write(dir, "x.btf", TestFiles.btf());

        refused(dir + "/none", "/none: no such file or directory");
        refused("a/1/vax/5.4=" + file, "not ID/VERSION_ID/ARCH/RELEASE with a known architecture");
        refused("a/x86_64/5.4=" + file, "not ID/VERSION_ID/ARCH/RELEASE with a known architecture");
        refused("a/1/x86_64/5.4=" + dir, "a key names one kernel, but " + dir + " is a directory");
        refused("a/1/x86_64/5.4=", "expected a path, found none");
    }

    @Test
    void the_running_kernel_has_its_name_from_the_system() throws IOException {
        TestFiles.write(dir, "sys/kernel/btf/vmlinux", TestFiles.btf());
        TestFiles.write(dir, "proc/sys/kernel/osrelease", TestFiles.text("6.1.0-50-cloud\n"));
        TestFiles.write(dir, "sys/kernel/notes", TestFiles.buildIdNote(0xCD));
        TestFiles.write(dir, "usr/lib/os-release", TestFiles.text("NAME=x\nID=\"debian\"\nVERSION_ID='12'\n"));
        KernelId expected =
                new KernelId("debian", "12", Arch.normalize(System.getProperty("os.arch")), "6.1.0-50-cloud", "cd");

        for (String spec : List.of("running-kernel", dir + "/sys/kernel/btf/vmlinux")) {
            SourcedKernel kernel = find(List.of(spec), dir).kernels().get(0);
            assertEquals(expected, kernel.id());
            assertEquals("int", kernel.read().name(1));
        }
    }

    @Test
    void a_running_kernel_without_btf_is_an_error() {
        SourceException e = assertThrows(SourceException.class, () -> find(List.of("running-kernel"), dir));

        assertEquals(
                "running-kernel: the running kernel has no BTF: there is no " + dir + "/sys/kernel/btf/vmlinux",
                e.getMessage());
    }

    private static List<String> ids(FoundKernels found) {
        return found.kernels().stream().map(k -> k.id().toString()).toList();
    }

    private static void refused(String spec, String message) {
        SourceException e = assertThrows(SourceException.class, () -> find(List.of(spec)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static FoundKernels find(List<String> specs) throws IOException {
        return TestFiles.find(specs, Path.of(""), KernelFilter.all());
    }

    private static FoundKernels find(List<String> specs, Path root) throws IOException {
        return TestFiles.find(specs, Path.of(""), KernelFilter.all(), root);
    }

    @Test
    void a_relative_path_is_relative_to_the_base() throws IOException {
        TestFiles.write(dir, "tree/debian/10/x86_64/4.19.0-17-amd64.btf", TestFiles.btf());
        FoundKernels found = TestFiles.find(List.of("tree"), dir, KernelFilter.all());
        assertEquals(
                "debian/10/x86_64/4.19.0-17-amd64", found.kernels().get(0).id().toString());
    }

    @Test
    void the_running_kernel_may_be_optional() throws IOException {
        assertTrue(find(List.of("running-kernel?"), dir).kernels().isEmpty());
        assertThrows(SourceException.class, () -> find(List.of("running-kernel"), dir));
    }
}
