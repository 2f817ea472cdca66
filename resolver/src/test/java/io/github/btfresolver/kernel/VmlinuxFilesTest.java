// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.ElfMaker;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmlinuxFilesTest {
    private static final String BOOT = "/boot/vmlinux-4.18.0";
    private static final String MODULES = "/lib/modules/4.18.0/vmlinux-4.18.0";

    @TempDir
    Path directory;

    private FakeRoot machine;

    @BeforeEach
    void makeMachine() {
        machine = new FakeRoot(directory.resolve("host"));
    }

    private List<Finding> probe(String buildId) {
        return VmlinuxFiles.probe(machine.root(), "4.18.0", buildId);
    }

    private Finding last(String buildId) {
        List<Finding> findings = probe(buildId);
        return findings.get(findings.size() - 1);
    }

    @Test
    void the_order_is_libbpfs() {
        assertEquals(
                Arrays.asList(
                        "/boot/vmlinux-R",
                        "/lib/modules/R/vmlinux-R",
                        "/lib/modules/R/build/vmlinux",
                        "/usr/lib/modules/R/kernel/vmlinux",
                        "/usr/lib/debug/boot/vmlinux-R",
                        "/usr/lib/debug/boot/vmlinux-R.debug",
                        "/usr/lib/debug/lib/modules/R/vmlinux"),
                VmlinuxFiles.paths("R"));
    }

    @Test
    void all_seven_are_absent_on_a_bare_machine() {
        List<Finding> findings = probe(null);

        assertEquals(7, findings.size());
        assertTrue(findings.stream().allMatch(Finding::isAbsent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/boot/vmlinux-4.18.0",
                "/lib/modules/4.18.0/vmlinux-4.18.0",
                "/lib/modules/4.18.0/build/vmlinux",
                "/usr/lib/modules/4.18.0/kernel/vmlinux",
                "/usr/lib/debug/boot/vmlinux-4.18.0",
                "/usr/lib/debug/boot/vmlinux-4.18.0.debug",
                "/usr/lib/debug/lib/modules/4.18.0/vmlinux"
            })
    void each_is_found(String path) throws IOException {
        machine.put(path, Samples.vmlinux(Samples.btf("int"), null));

        assertTrue(last("aa").isFound(), last("aa").reason());
        assertEquals(machine.path(path).toString(), last("aa").path());
        assertNotNull(last("aa").btf());
    }

    /** Where a link may have led into the container, unseen. */
    @Test
    void below_inits_root_only_a_build_id_proves_whose_it_is() throws IOException {
        machine = new FakeRoot(directory.resolve("proc/1/root"));
        for (byte[] file : new byte[][] {Samples.btf("int"), Samples.vmlinux(Samples.btf("int"), null)}) {
            machine.put(BOOT, file).put(MODULES, Samples.vmlinux(Samples.btf("int"), "aa"));

            List<Finding> findings = probe("aa");

            assertEquals(2, findings.size());
            assertFalse(findings.get(0).isFound());
            assertTrue(
                    findings.get(0).reason().contains("only a file with this kernel's build id is taken"),
                    findings.get(0).reason());
            assertTrue(findings.get(1).isFound());
        }
        assertFalse(last(null).isFound());
    }

    @Test
    void raw_btf_will_do() throws IOException {
        byte[] btf = Samples.btf("int");
        machine.put(BOOT, btf);

        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        last(null).btf().writeTo(out);
        assertArrayEquals(btf, out.toByteArray());
    }

    @Test
    void the_search_ends_with_the_first_that_will_do() throws IOException {
        machine.put(BOOT, Samples.btf("int")).put(MODULES, Samples.btf("int"));

        assertEquals(1, probe(null).size());
    }

    @Test
    void a_malformed_file_is_passed_over_for_the_next() throws IOException {
        machine.put(BOOT, "bzImage or so").put(MODULES, Samples.btf("int"));

        List<Finding> findings = probe(null);

        assertEquals(2, findings.size());
        assertEquals("neither BTF nor ELF", findings.get(0).reason());
        assertFalse(findings.get(0).isFailed());
        assertTrue(findings.get(1).isFound());
    }

    @Test
    void a_directory_is_a_failure_and_not_the_end() throws IOException {
        machine.directory(BOOT).put(MODULES, Samples.btf("int"));

        assertTrue(probe(null).get(0).isFailed());
        assertTrue(last(null).isFound());
    }

    @Test
    void a_vmlinux_of_another_build_is_passed_over() throws IOException {
        machine.put(BOOT, Samples.vmlinux(Samples.btf("int"), "aaaa"));

        Finding first = probe("bbbb").get(0);

        assertFalse(first.isFound());
        assertEquals("another kernel's: build id aaaa, the running kernel has bbbb", first.reason());
    }

    @Test
    void a_vmlinux_of_this_build_says_so() throws IOException {
        machine.put(BOOT, Samples.vmlinux(Samples.btf("int"), "aaaa"));

        assertEquals("ELF with BTF and this kernel's build id", last("aaaa").reason());
    }

    @ParameterizedTest(name = "{0} bits, {1}")
    @CsvSource({"32, LITTLE_ENDIAN", "32, BIG_ENDIAN", "64, LITTLE_ENDIAN", "64, BIG_ENDIAN"})
    void build_ids_are_compared_in_every_kind_of_elf(int bits, String order) throws IOException {
        ByteOrder byteOrder = order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        machine.put(
                BOOT,
                new ElfMaker(bits, byteOrder)
                        .section(".notes", ElfMaker.NOTE, 0, Samples.buildIdNote("aaaa", byteOrder))
                        .data(".BTF", Samples.btf("int"))
                        .build());

        assertEquals("ELF with BTF and this kernel's build id", last("aaaa").reason());
        assertFalse(probe("bbbb").get(0).isFound());
    }

    /** Another build never passes for this one, whatever is damaged: at worst its build id is not known any more. */
    @Test
    void no_damage_makes_another_build_this_one() throws IOException {
        byte[] whole = Samples.vmlinux(Samples.btf("int"), "aaaa");
        for (int i = 0; i < whole.length; i++) {
            for (int flip : new int[] {1, 0x80, 0xFF}) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) flip;
                assertNotThisBuild(damaged);
            }
            assertNotThisBuild(Arrays.copyOf(whole, i));
        }
    }

    private void assertNotThisBuild(byte[] vmlinux) throws IOException {
        machine.put(BOOT, vmlinux);
        Finding first = probe("bbbb").get(0);
        assertFalse(first.reason().isEmpty());
        assertFalse(first.reason().endsWith("this kernel's build id"), first.reason());
    }

    @Test
    void a_release_that_is_not_known_names_no_files() {
        List<Finding> findings = VmlinuxFiles.probe(machine.root(), "", null);

        assertEquals(1, findings.size());
        assertFalse(findings.get(0).isFound());
        assertFalse(findings.get(0).isAbsent());
    }

    @Test
    void a_build_id_that_one_side_does_not_know_decides_nothing() throws IOException {
        machine.put(BOOT, Samples.vmlinux(Samples.btf("int"), "aaaa"));

        assertEquals(
                "ELF with BTF; build ids not compared: the running kernel's is not known",
                last(null).reason());
    }

    @Test
    void a_named_file_of_another_build_is_doubtful() throws IOException {
        machine.put(BOOT, Samples.vmlinux(Samples.btf("int"), "aaaa"));

        Finding finding = VmlinuxFile.named(machine.path(BOOT).toFile(), "bbbb");

        assertTrue(finding.isFound());
        assertTrue(finding.isDoubtful());
    }

    @Test
    void a_vmlinux_without_btf_is_passed_over() throws IOException {
        byte[] elf = Samples.vmlinux(Samples.btf("int"), null);
        machine.put(
                BOOT,
                new String(elf, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .replace(".BTF", ".xyz")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        assertEquals(
                "no BTF: an ELF file without a section .BTF", probe(null).get(0).reason());
        assertFalse(probe(null).get(0).isFailed());
    }

    @Test
    void an_absolute_link_out_of_the_host_is_not_followed_into_the_container() throws IOException {
        new FakeRoot(directory).put("/src/vmlinux", Samples.btf("int"));
        machine.link("/lib/modules/4.18.0/build", directory.resolve("src").toString());

        Finding build = probe(null).get(2);

        assertFalse(build.isFound());
        assertTrue(build.reason().startsWith("a link that leaves the host's root"), build.reason());
    }
}
