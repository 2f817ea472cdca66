// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.ObjectFinding.Kind;
import io.github.btfresolver.ObjectFinding.Severity;
import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.Guard;
import io.github.btfresolver.elf.ElfFormatException;
import io.github.btfresolver.kernel.HostRoot;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.ObjectMaker;
import io.github.btfresolver.testing.Samples;
import io.github.btfresolver.testing.SplitText;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Checks on a machine without BTF of its own, unless a test gives it one. */
class ObjectCheckTest {
    private static final File KERNEL = TestData.file("btf-small/kernel.el.btf");
    private static final String NEW_LIBBPF = "1.4";

    @TempDir
    Path directory;

    private FakeRoot machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = FakeRoot.ofKernel(directory.resolve("host"), "4.19.0");
    }

    private BtfResolver.Builder resolver() {
        return new BtfResolver.Builder(new FakeSettings())
                .hostRoot(machine.toString())
                .classLoader(ClassLoader.getSystemClassLoader().getParent())
                .tempDir(directory.toString());
    }

    private ObjectCheck check(File btf, String object) throws IOException {
        return check(btf, TestData.bytes("objects/" + object + ".bpf.o"), object, NEW_LIBBPF);
    }

    private ObjectCheck check(File btf, byte[] object, String name, String libbpf) throws IOException {
        try (KernelBtf kernel = resolver().btfFile(btf.getPath()).resolve()) {
            return kernel.check(object, name, libbpf);
        }
    }

    /** Severity, kind and program or symbols of each finding that is not about a relocation. */
    private static List<String> needs(ObjectCheck check) {
        List<String> lines = new ArrayList<>();
        for (ObjectFinding finding : check.findings()) {
            if (finding.relocation() == null) {
                lines.add(
                        finding.severity() + " " + finding.kind() + " " + finding.section() + " " + finding.program());
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"el", "eb"})
    void programs_that_need_the_kernels_own_btf(String order) throws IOException {
        assertEquals(
                Arrays.asList(
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF tp_btf/sched_process_exec traced",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF fentry/vfs_unlink entered",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF fexit/vfs_unlink left",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF lsm/file_open opened"),
                needs(check(KERNEL, order + "/kernel_btf")));
        assertEquals(
                Arrays.asList(
                        "ERROR SYMBOL_NEEDS_KERNEL_BTF null null",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF fentry.s/vfs_unlink sleepable",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF fmod_ret/security_file_open modifier",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF lsm.s/file_open sleepable_hook",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF iter/task iterator",
                        "NOTE PROGRAM_NEEDS_KERNEL_BTF ?fexit/vfs_unlink optional",
                        "NOTE PROGRAM_NEEDS_TARGET freplace/replaced replacement",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF struct_ops/init init"),
                needs(check(KERNEL, order + "/kernel_only")));
    }

    @Test
    void symbols_that_need_the_kernels_own_btf_are_named() throws IOException {
        ObjectCheck check = check(KERNEL, "el/ksyms");
        assertEquals(
                Arrays.asList(
                        "ERROR SYMBOL_NEEDS_KERNEL_BTF null null",
                        "ERROR SYMBOL_NEEDS_KERNEL_BTF null null",
                        "ERROR PROGRAM_NEEDS_KERNEL_BTF tp_btf/sched_process_exec kfunc",
                        "WARNING HELPER_NEEDS_KERNEL_BTF raw_tp/sched_process_exec variable"),
                needs(check));
        assertTrue(check.findings().get(0).text().contains("bpf_rcu_read_lock, bpf_rcu_read_unlock;"));
        assertTrue(check.findings().get(1).text().contains("bpf_prog_active;"));
    }

    /** With another BTF for CO-RE, libbpf still finds the kernel's own for these. */
    @Test
    void a_kernel_with_btf_of_its_own_gives_them_what_they_need() throws IOException {
        machine.put(KernelBtfProbe.PATH, Samples.btf("int"));
        for (String object : new String[] {"el/kernel_btf", "el/ksyms"}) {
            ObjectCheck check = check(KERNEL, object);
            assertEquals(Collections.emptyList(), needs(check));
            assertTrue(check.hasKernelBtf());
        }
    }

    @Test
    void helpers_and_ids_that_only_the_kernels_own_btf_has() throws IOException {
        String types = "int int 4; struct file 4 fd:int@0";
        byte[] object = new ObjectMaker(types, ByteOrder.LITTLE_ENDIAN)
                .relocation("target_type_id file 0", "ld64 2; call 147; call 14; call 158")
                .build();
        File btf = Files.write(directory.resolve("file.btf"), BtfText.bytes(types, ByteOrder.LITTLE_ENDIAN))
                .toFile();

        List<ObjectFinding> findings = check(btf, object, "x", NEW_LIBBPF).findings();
        machine.put(KernelBtfProbe.PATH, Samples.btf("int"));
        List<ObjectFinding> withBtf = check(btf, object, "x", NEW_LIBBPF).findings();

        assertEquals(2, findings.size(), findings.toString());
        assertEquals(
                "WARNING HELPER_NEEDS_KERNEL_BTF: kprobe/x (kprobe/x) calls bpf_d_path, bpf_get_current_task_btf, which has"
                        + " to do with the kernel's own BTF, which this kernel does not have; where it is called, the kernel"
                        + " refuses the program, or the call fails",
                findings.get(0).toString());
        assertEquals(
                "WARNING RELOCATION_NEEDS_KERNEL_BTF: (kprobe/x): asks for the id of struct file in the kernel's own BTF,"
                        + " and gets its id in another, which means nothing to the kernel",
                findings.get(1).toString());
        assertEquals(Collections.emptyList(), withBtf);
    }

    @Test
    void an_object_that_is_fine() throws IOException {
        ObjectCheck check = check(KERNEL, "el/exec");
        assertTrue(check.isLoadable(), check.toString());
        assertEquals("el/exec", check.object());
        assertEquals(KERNEL.getPath(), check.btf());
        assertEquals("libbpf 1.4 (as given)", check.libbpf());
        assertFalse(check.hasKernelBtf());
        assertEquals("el/exec can be loaded with " + KERNEL, check.summary());
        assertEquals(
                "el/exec can be loaded with " + KERNEL
                        + "\n  the kernel has no BTF of its own; libbpf 1.4 (as given)"
                        + "\n  note     on_exec (raw_tp/sched_process_exec): this kernel has no"
                        + " struct task_struct___old.real_start_time, or none of a type that would do;"
                        + " guarded: yes, an exists check keeps the program from it",
                check.toString());
    }

    @Test
    void poisoned_relocations_by_guard() throws IOException {
        ObjectCheck check = check(KERNEL, "el/guards");
        List<String> lines = new ArrayList<>();
        for (ObjectFinding finding : check.findings()) {
            assertEquals(Kind.RELOCATION_POISONED, finding.kind());
            lines.add(
                    finding.severity() + " " + finding.guard() + " " + finding.program() + ": " + finding.relocation());
        }
        assertEquals(
                Arrays.asList(
                        "NOTE GUARDED guarded_by_field: struct task_struct___imaginary.no_such_member",
                        "NOTE GUARDED guarded_by_early_return: struct no_such_struct.member",
                        "NOTE GUARDED guarded_by_sum: struct no_such_struct.member",
                        "ERROR UNGUARDED unguarded: struct no_such_struct.member",
                        "ERROR UNGUARDED unguarded_beside_a_guard: enum no_such_enum::NO_SUCH_ENUM_VALUE",
                        "WARNING UNKNOWN unknown_by_variable: struct no_such_struct.member",
                        "WARNING UNKNOWN unknown_by_caller: struct no_such_struct.member",
                        "NOTE UNGUARDED unguarded_but_optional: struct no_such_struct.member"),
                lines);
        assertFalse(check.isLoadable());
        assertEquals("el/guards cannot be loaded with " + KERNEL + ": 2 errors", check.summary());
    }

    @Test
    void the_type_or_the_field_that_is_missing_is_named_once_for_each_function() throws IOException {
        List<String> texts = new ArrayList<>();
        for (ObjectFinding finding : check(KERNEL, "el/missing").findings()) {
            texts.add(finding.text());
        }
        assertEquals(9, texts.size());
        assertTrue(texts.get(0)
                .startsWith("unguarded (raw_tp/sched_process_exec): this kernel has no struct"
                        + " task_struct___imaginary.no_such_member, or none of a type that would do; guarded: no"));
        assertTrue(texts.get(2)
                .startsWith("unguarded (raw_tp/sched_process_exec): this kernel has no struct"
                        + " no_such_struct, and so no struct no_such_struct.member; guarded: no"));
    }

    @Test
    void a_size_that_a_load_cannot_follow_is_told() throws IOException {
        ObjectFinding finding = check(TestData.file("btf-small/kernel_old.el.btf"), "el/stores").findings().stream()
                .filter(f -> f.text().contains("has another size on this kernel"))
                .findFirst()
                .orElseThrow(AssertionError::new);
        assertEquals(Kind.RELOCATION_POISONED, finding.kind());
    }

    @Test
    void a_relocation_that_libbpf_refuses() throws IOException {
        ObjectCheck check = check(TestData.file("btf-small/layouts.el.btf"), "el/error_ambiguous");
        ObjectFinding finding = check.findings().get(0);
        assertEquals(Severity.ERROR, finding.severity());
        assertEquals(Kind.RELOCATION_ERROR, finding.kind());
        assertEquals("ambiguous", finding.program());
        assertNull(finding.guard());
        assertTrue(finding.text().contains("ambiguous: type "), finding.text());
        assertTrue(finding.text().endsWith("; libbpf refuses the whole object"), finding.text());
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 'takes no BTF from a path'",
        "0.8, 'kind ENUM64: 1.0 or newer is needed'",
        "0.5, 'kind TYPE_TAG: 0.6 or newer is needed'",
        "0.3, 'kind FLOAT: 0.4 or newer is needed'",
        "1.0, ''",
    })
    void a_libbpf_that_is_too_old(String libbpf, String expected) throws IOException {
        byte[] btf = BtfText.bytes("float f 4; type_tag /t f; enum64 e 8 A=1", ByteOrder.LITTLE_ENDIAN);
        File file = Files.write(directory.resolve("new.btf"), btf).toFile();
        String all = check(file, TestData.bytes("objects/el/plain.bpf.o"), "plain", libbpf)
                .toString();
        assertEquals(!expected.isEmpty(), all.contains("error    libbpf " + libbpf + " (as given) "), all);
        assertTrue(all.contains(expected), all);
    }

    /** The kernel's own BTF is not given by path; libbpf of any age finds it, but must understand it. */
    @Test
    void the_kernels_own_btf_needs_no_path() throws IOException {
        BtfResolver.Builder resolver = new BtfResolver.Builder(new FakeSettings().ownRoot(HostRoot.of(null)));
        File btf = new File(KernelBtfProbe.PATH);
        Judges.assume(btf.canRead(), "this kernel has no BTF of its own");
        try (KernelBtf own = resolver.resolve()) {
            String all = own.check(TestData.bytes("objects/el/plain.bpf.o"), "plain", "0.4")
                    .toString();
            assertFalse(all.contains("btf_custom_path"), all);
        }
    }

    /** libbpf's bpf_core_find_cands(): in the modules only for what the kernel does not have, and only without a custom path. */
    @Test
    void a_type_of_a_module_is_found_where_libbpf_finds_it() throws IOException {
        String kernel = "int int 4; struct file 4 fd:int@0";
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] object = new ObjectMaker("int int 4; struct only_in_module 4 a:int@0", order)
                .relocation("byte_off only_in_module 0:0", "mov 0")
                .build();
        machine.put(KernelBtfProbe.PATH, BtfText.bytes(kernel, order))
                .put("/sys/kernel/btf/other", SplitText.bytes(kernel, "struct other 4 a:int@0", order));

        assertFalse(checkByOwn(object, "").isLoadable());
        machine.put("/sys/kernel/btf/zz", SplitText.bytes(kernel, "struct only_in_module 8 b:int@0 a:int@32", order));
        ObjectCheck check = checkByOwn(object, "");
        assertTrue(check.isLoadable(), check.toString());
        assertFalse(checkByOwn(object, machine.toString()).isLoadable());
        machine.put("/sys/kernel/btf/damaged", "x");
        assertThrows(BtfFormatException.class, () -> checkByOwn(object, ""));
        byte[] plain = TestData.bytes("objects/el/plain.bpf.o");
        assertTrue(checkByOwn(plain, "").isLoadable());
    }

    private ObjectCheck checkByOwn(byte[] object, String hostRoot) throws IOException {
        FakeSettings settings = new FakeSettings().ownRoot(machine.ownRoot());
        if (!hostRoot.isEmpty()) {
            settings.property("btfresolver.hostRoot", hostRoot);
        }
        try (KernelBtf own = new BtfResolver.Builder(settings).resolve()) {
            return own.check(object, "x", NEW_LIBBPF);
        }
    }

    private KernelBtf fromBundle(byte[]... objects) throws Exception {
        BundleWriter writer = new BundleWriter("agent");
        for (int i = 0; i < objects.length; i++) {
            writer.addObject(
                    "object" + i + ".bpf.o",
                    MessageDigest.getInstance("SHA-256").digest(objects[i]));
        }
        writer.addKernel(new KernelId("debian", "10", "x86_64", "4.19.0", null), TestData.bytes(KERNEL));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        Path bundle = Files.write(directory.resolve("agent.btfb"), out.toByteArray());
        return resolver()
                .bundleFiles(bundle.toString())
                .handOver(HandOverMode.FILE)
                .resolve();
    }

    @Test
    void an_object_that_the_bundle_was_not_made_for() throws Exception {
        byte[] exec = TestData.bytes("objects/el/exec.bpf.o");
        byte[] plain = TestData.bytes("objects/el/plain.bpf.o");
        byte[] fields = TestData.bytes("objects/el/fields.bpf.o");
        try (KernelBtf btf = fromBundle(plain, exec)) {
            assertTrue(btf.check(exec, "exec", NEW_LIBBPF).isLoadable());
            ObjectFinding finding =
                    btf.check(fields, "fields.bpf.o", NEW_LIBBPF).findings().get(0);
            assertEquals(Severity.ERROR, finding.severity());
            assertEquals(Kind.STALE_BUNDLE, finding.kind());
            assertEquals(
                    "fields.bpf.o (SHA-256 " + BundledObject.sha256(fields)
                            + ") is not an object that the bundle was made for: bundle agent was made for object0.bpf.o"
                            + " (SHA-256 " + BundledObject.sha256(plain) + "), object1.bpf.o (SHA-256 "
                            + BundledObject.sha256(exec)
                            + "); what else this object uses is missing from it. Make the bundle anew, with this object",
                    finding.text());
        }
        try (KernelBtf btf = fromBundle()) {
            String text = btf.check(exec, "exec", NEW_LIBBPF).findings().get(0).text();
            assertTrue(text.contains("was made for no objects;"), text);
        }
    }

    /** Of what a bundle does not have, nobody knows whether the kernel has it: minimizing leaves out what does not match. */
    @Test
    void a_type_that_a_bundle_does_not_have_is_not_said_to_be_missing_from_the_kernel() throws Exception {
        byte[] missing = TestData.bytes("objects/el/missing.bpf.o");
        String text;
        try (KernelBtf btf = fromBundle(missing)) {
            text = btf.check(missing, "missing", NEW_LIBBPF).toString();
        }
        assertTrue(
                text.contains("this kernel has no struct no_such_struct.member, or none of a type that would do"),
                text);
        assertFalse(text.contains("and so no"), text);
        ObjectCheck check = ObjectCheck.ofMinimized(
                BpfObject.parse(missing, "missing"), Btf.parse(TestData.bytes(KERNEL), "layout"));
        assertFalse(check.toString().contains("and so no"), check.toString());
        assertEquals(9, check.findings().size());
        assertEquals(
                "not there, or of no type that would do",
                check.findings().get(2).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.19.0.btf", "4.19.0.btf.xz"})
    void a_directory_is_made_for_every_object(String name) throws IOException {
        Path file = Files.createDirectories(directory.resolve("tree/debian/10/x86_64"))
                .resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream contents = name.endsWith(".xz") ? new XZOutputStream(out, new LZMA2Options()) : out) {
            contents.write(TestData.bytes(KERNEL));
        }
        try (KernelBtf btf =
                resolver().directories(directory.resolve("tree").toString()).resolve()) {
            ObjectCheck check = btf.check(TestData.bytes("objects/el/exec.bpf.o"), "exec", NEW_LIBBPF);
            assertTrue(check.isLoadable(), check.toString());
            assertTrue(check.btf().startsWith(file.toString()), check.btf());
        }
    }

    @Test
    void files_by_path_and_with_this_machines_libbpf() throws IOException {
        File object = TestData.file("objects/el/exec.bpf.o");
        KernelBtf kernel = resolver().btfFile(KERNEL.getPath()).resolve();
        assertEquals(object.getPath(), kernel.check(object).object());
        assertEquals(
                kernel.check(object).toString(), kernel.check(object.getPath()).toString());
        assertTrue(kernel.check(object).libbpf().startsWith("libbpf"));
        assertThrows(IllegalArgumentException.class, () -> kernel.check(new byte[0], "x", "new"));
        kernel.close();
        assertThrows(IllegalStateException.class, () -> kernel.check(object));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"empty.bpf.o", "no_btf.bpf.o", "no_btf_ext.bpf.o", "text.bpf.o", "truncated.bpf.o", "x86_64.o"})
    void what_is_no_bpf_object_is_named(String name) {
        byte[] bad = TestData.bytes("objects/bad/" + name);
        String message = assertThrows(IOException.class, () -> check(KERNEL, bad, name, NEW_LIBBPF))
                .getMessage();
        assertTrue(message.startsWith(name + ": "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"el/guards", "eb/kernel_only"})
    void any_changed_byte_is_refused_or_harmless(String name) throws IOException {
        byte[] whole = TestData.bytes("objects/" + name + ".bpf.o");
        try (KernelBtf kernel = resolver().btfFile(KERNEL.getPath()).resolve()) {
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
                for (int i = 0; i < whole.length; i++) {
                    byte[] changed = whole.clone();
                    changed[i] = (byte) (whole[i] ^ (i % 2 == 0 ? 0xFF : 0x81));
                    checkDamaged(kernel, changed);
                    checkDamaged(kernel, Arrays.copyOf(whole, i));
                }
            });
        }
    }

    private static void checkDamaged(KernelBtf kernel, byte[] object) throws IOException {
        try {
            for (ObjectFinding finding :
                    kernel.check(object, "changed.o", NEW_LIBBPF).findings()) {
                assertEquals(finding.kind() == Kind.RELOCATION_POISONED, finding.guard() != null);
                assertFalse(finding.guard() == Guard.GUARDED && finding.severity() != Severity.NOTE);
            }
        } catch (BtfFormatException | ElfFormatException e) {
            assertTrue(("" + e.getMessage()).startsWith("changed.o: "), e.getMessage());
        }
    }

    /** As {@code readelf -S} says of Debian 12's package. */
    @Test
    void the_objects_of_libbpf_tools(@TempDir Path folder) throws IOException {
        List<File> objects = EmbeddedObjects.extract(folder.toFile());
        if (objects.isEmpty()) {
            Judges.skip("libbpf-tools are missing (Debian package libbpf-tools)");
        }
        List<String> needy = new ArrayList<>();
        try (KernelBtf kernel = resolver().btfFile(KERNEL.getPath()).resolve()) {
            for (File object : objects) {
                ObjectCheck check = kernel.check(TestData.bytes(object), object.getName(), NEW_LIBBPF);
                assertFalse(needs(check).toString().contains("SYMBOL"), object.getName());
                if (!needs(check).isEmpty()) {
                    needy.add(object.getName().replace(".bpf.o", ""));
                }
            }
        }
        assertEquals(
                "[biolatency, biosnoop, biostacks, bitesize, cachestat, cpudist, cpufreq, drsnoop, fsdist, fsslower, hardirqs,"
                        + " klockstat, mdflush, numamove, offcputime, readahead, runqlat, runqslower, softirqs, solisten,"
                        + " tcpconnlat, tcprtt, tcpsynbl, vfsstat, wakeuptime]",
                needy.toString());
    }
}
