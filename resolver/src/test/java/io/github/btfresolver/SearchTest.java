// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search on machines that are directories; bundles have a test of their own. */
class SearchTest {
    private static final String BOOT = "/boot/vmlinux-4.19.0";
    private static final byte[] BTF = Samples.btf("int");

    @TempDir
    Path directory;

    private FakeRoot machine;
    private FakeSettings settings;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = FakeRoot.ofKernel(directory.resolve("host"), "4.19.0");
        settings = new FakeSettings();
    }

    /** A resolver that finds no bundles, whatever lies on the test's class path. */
    private BtfResolver.Builder resolver() {
        return new BtfResolver.Builder(settings)
                .hostRoot(machine.toString())
                .classLoader(ClassLoader.getSystemClassLoader().getParent());
    }

    private static List<Outcome> outcomes(Resolution resolution) {
        List<Outcome> outcomes = new ArrayList<>();
        resolution.steps().forEach(step -> outcomes.add(step.outcome()));
        return outcomes;
    }

    private static byte[] bytes(KernelBtf btf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        btf.writeTo(out);
        return out.toByteArray();
    }

    private String problem(BtfResolver.Builder resolver) {
        return assertThrows(BtfNotFoundException.class, resolver::resolve).getMessage();
    }

    @Test
    void the_kernels_own_comes_first_and_ends_the_search() throws IOException {
        machine.put(KernelBtfProbe.PATH, BTF).put(BOOT, Samples.btf("other"));

        try (KernelBtf btf = resolver().resolve()) {
            String path = machine.path(KernelBtfProbe.PATH).toString();
            assertEquals(Optional.of(path), btf.customPath());
            assertEquals(Arrays.asList(Outcome.CHOSEN), outcomes(btf.resolution()));
            assertEquals(Optional.empty(), btf.resolution().runningKernel());
            assertEquals("int", btf.spec().name(1));
            assertTrue(btf.resolution().summary().startsWith("BTF found: kernel " + path + " (the kernel's own) in "));
        }
    }

    @Test
    void it_is_this_roots_where_the_hosts_sys_is_not_mounted() throws IOException {
        FakeRoot container = FakeRoot.ofKernel(directory, "4.19.0").put(KernelBtfProbe.PATH, BTF);
        settings.ownRoot(container.ownRoot());

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(Optional.empty(), btf.customPath());
            assertEquals("int", btf.spec().name(1));
            String path = container.path(KernelBtfProbe.PATH).toString();
            assertEquals(path, btf.resolution().chosen().get().path());
            assertTrue(btf.check(TestData.bytes("objects/el/plain.bpf.o"), "plain", "1.4")
                    .hasKernelBtf());
        }
    }

    /** Whose it is, that root alone can say. */
    @Test
    void it_is_not_this_roots_where_a_release_is_set() throws IOException {
        FakeRoot container = FakeRoot.ofKernel(directory, "4.19.0").put(KernelBtfProbe.PATH, BTF);
        settings.ownRoot(container.ownRoot()).property("btfresolver.release", "5.10.0");

        BtfResolver.Builder resolver = resolver();
        assertThrows(BtfNotFoundException.class, resolver::resolve);
    }

    /** On a machine of 32 bits, where its BTF does not say so. */
    @Test
    void pointers_are_as_wide_as_the_machines() throws IOException {
        machine.put(KernelBtfProbe.PATH, BTF).put("/opt/my.btf", BTF);
        settings.property("btfresolver.machine", "armhf");
        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(4, btf.spec().pointerSize());
        }
        machine.put(KernelBtfProbe.PATH, BtfText.bytes("int long 8", ByteOrder.LITTLE_ENDIAN));
        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(8, btf.spec().pointerSize());
        }
        String named = machine.path("/opt/my.btf").toString();
        try (KernelBtf btf = resolver().btfFile(named).resolve()) {
            assertEquals(4, btf.spec().pointerSize());
        }
    }

    @Test
    void it_can_be_read_in_memory_but_not_changed() throws IOException {
        machine.put(BOOT, Samples.vmlinux(BTF, null));

        KernelBtf btf = resolver().resolve();
        ByteBuffer view = btf.asByteBuffer();
        assertEquals(ByteBuffer.wrap(BTF), view);
        assertEquals(ByteOrder.LITTLE_ENDIAN, view.order());
        assertThrows(ReadOnlyBufferException.class, () -> view.put(0, (byte) 0));
        view.get();
        assertEquals(BTF.length, btf.asByteBuffer().remaining());
        btf.close();
        assertEquals(BTF.length, view.limit());
        assertThrows(IllegalStateException.class, btf::asByteBuffer);
        assertThrows(IllegalStateException.class, () -> btf.writeTo(new ByteArrayOutputStream()));
    }

    @Test
    void a_vmlinux_file_comes_next() throws IOException {
        machine.put(BOOT, Samples.vmlinux(BTF, null));

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(Optional.of(machine.path(BOOT).toString()), btf.customPath());
            assertEquals(Arrays.asList(Outcome.ABSENT, Outcome.CHOSEN), outcomes(btf.resolution()));
            assertEquals(Source.VMLINUX, btf.resolution().chosen().get().source());
            assertArrayEquals(BTF, bytes(btf));
        }
    }

    @Test
    void a_broken_kernel_file_is_passed_over_for_a_vmlinux_file() throws IOException {
        machine.put(KernelBtfProbe.PATH, new byte[0]).put(BOOT, BTF);

        try (KernelBtf btf = resolver().resolve()) {
            assertEquals(Arrays.asList(Outcome.PASSED_OVER, Outcome.CHOSEN), outcomes(btf.resolution()));
        }
    }

    @Test
    void a_vmlinux_of_another_build_is_not_taken() throws IOException {
        machine.put("/sys/kernel/notes", Samples.buildIdNote("bbbb")).put(BOOT, Samples.vmlinux(BTF, "aaaa"));

        String problem = problem(resolver());

        assertTrue(problem.contains("another kernel's: build id aaaa, the running kernel has bbbb"), problem);
    }

    @Test
    void release_decides_under_which_names_vmlinux_files_are_looked_for() throws IOException {
        machine.put("/boot/vmlinux-5.0.0", BTF);

        try (KernelBtf btf = resolver().release("5.0.0").resolve()) {
            assertEquals(Source.VMLINUX, btf.resolution().chosen().get().source());
        }
    }

    @Test
    void skip_kernel_passes_both_over_and_says_so() throws IOException {
        machine.put(KernelBtfProbe.PATH, BTF).put(BOOT, BTF);
        settings.property("btfresolver.skipKernel", "true");

        BtfNotFoundException e =
                assertThrows(BtfNotFoundException.class, () -> resolver().resolve());

        assertEquals(Arrays.asList(Outcome.NOT_TRIED, Outcome.NOT_TRIED), outcomes(e.resolution()));
        assertTrue(e.resolution().runningKernel().get().startsWith("4.19.0 x86_64"));
        assertTrue(
                e.getMessage()
                        .contains("the kernel's own BTF was not looked at: skipKernel, set by the system"
                                + " property btfresolver.skipKernel: true"),
                e.getMessage());
    }

    @Test
    void a_mistaken_host_root_is_an_error_with_its_name() {
        settings.property("btfresolver.hostRoot", "/no/such/root");

        String problem = problem(new BtfResolver.Builder(settings));

        assertTrue(
                problem.startsWith("hostRoot, set by the system property btfresolver.hostRoot: /no/such/root is no"
                        + " directory"),
                problem);
    }

    @Test
    void a_mistaken_flag_is_an_error_with_its_name() {
        settings.variable("BTFRESOLVER_SKIP_KERNEL", "ja");

        String problem = problem(resolver());

        assertTrue(
                problem.startsWith("skipKernel, set by the environment variable BTFRESOLVER_SKIP_KERNEL: expected"
                        + " true, false, 1 or 0, found ja"),
                problem);
    }

    @Test
    void a_named_file_is_taken_before_the_kernels_own() throws IOException {
        machine.put(KernelBtfProbe.PATH, BTF).put("/opt/my.btf", Samples.btf("mine"));
        String file = machine.path("/opt/my.btf").toString();

        try (KernelBtf btf = resolver().btfFile(file).resolve()) {
            assertEquals(Optional.of(file), btf.customPath());
            assertEquals("mine", btf.spec().name(1));
            assertEquals(Source.BTF_FILE, btf.resolution().chosen().get().source());
        }
    }

    @Test
    void a_mistake_in_a_named_file_is_an_error_and_not_a_reason_to_go_on() throws IOException {
        machine.put(KernelBtfProbe.PATH, BTF);
        settings.variable("BTFRESOLVER_BTF_FILE", "/no/such.btf");

        String problem = problem(resolver());

        assertTrue(
                problem.startsWith("btfFile, set by the environment variable BTFRESOLVER_BTF_FILE: /no/such.btf"
                        + " cannot be used: no such file"),
                problem);
        assertFalse(resolver().tryResolve().isPresent());
    }

    @Test
    void a_directory_as_named_file_is_an_error() {
        String problem = problem(resolver().btfFile(directory.toString()));

        assertTrue(problem.contains("cannot be used: is a directory"), problem);
    }

    @Test
    void a_named_file_of_another_kernel_is_a_warning() throws IOException {
        machine.put("/sys/kernel/notes", Samples.buildIdNote("bbbb")).put("/v", Samples.vmlinux(BTF, "aaaa"));

        try (KernelBtf btf = resolver().btfFile(machine.path("/v").toString()).resolve()) {
            assertEquals(1, btf.resolution().warnings().size());
            assertTrue(
                    btf.resolution().toString().contains("warning: "),
                    btf.resolution().toString());
        }
    }

    @Test
    void a_named_file_of_another_byte_order_is_a_warning() throws IOException {
        ByteOrder other =
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        machine.put("/my.btf", BtfText.bytes("int a 4", other));
        String file = machine.path("/my.btf").toString();

        try (KernelBtf btf = resolver().btfFile(file).resolve()) {
            assertEquals(
                    Arrays.asList(file + " is another machine's: its byte order is " + other),
                    btf.resolution().warnings());
        }
    }

    @Test
    void a_missing_os_release_that_somebody_named_is_a_warning() {
        settings.property("btfresolver.osReleaseFile", "/no/os-release");

        String problem = problem(resolver());

        assertTrue(
                problem.contains("warning: osReleaseFile, set by the system property btfresolver.osReleaseFile:"
                        + " /no/os-release: no such file"),
                problem);
    }

    @Test
    void the_exception_has_the_whole_table_and_what_would_help() {
        String problem = problem(resolver());

        assertTrue(problem.startsWith("no BTF found for the running kernel 4.19.0 x86_64 (from "), problem);
        assertTrue(problem.contains("\n  absent      kernel      " + machine.path(KernelBtfProbe.PATH)), problem);
        assertEquals(7, problem.split("absent +vmlinux ", -1).length - 1, problem);
        assertTrue(problem.contains("\n- a bundle with an entry for release 4.19.0 and architecture x86_64"), problem);
        assertTrue(problem.contains("btfresolver.btfFile"), problem);
    }

    @Test
    void no_btf_may_be_an_ordinary_answer() {
        assertEquals(Optional.empty(), resolver().tryResolve());
    }

    @Test
    void the_listener_is_told_before_the_search_returns_or_throws() throws IOException {
        List<Resolution> told = new ArrayList<>();
        BtfResolver resolver = resolver().listener(told::add).build();
        assertThrows(BtfNotFoundException.class, resolver::resolve);
        resolver.tryResolve();
        machine.put(KernelBtfProbe.PATH, BTF);
        resolver.resolve().close();

        assertEquals(3, told.size());
        assertFalse(told.get(0).chosen().isPresent());
        assertTrue(told.get(2).chosen().isPresent());
    }

    @Test
    void what_is_closed_says_so_and_closes_twice() throws IOException {
        machine.put(KernelBtfProbe.PATH, BTF);
        KernelBtf btf = resolver().resolve();
        btf.close();
        btf.close();

        assertThrows(IllegalStateException.class, btf::customPath);
        assertThrows(IllegalStateException.class, btf::spec);
        assertTrue(btf.resolution().chosen().isPresent());
    }
}
