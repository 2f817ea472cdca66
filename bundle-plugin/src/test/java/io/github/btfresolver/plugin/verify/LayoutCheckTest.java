// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.verify.Problem.Kind;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles here have a newer kernel, debian/12/x86_64/6.1, and perhaps an older one, debian/11/x86_64/5.10. */
class LayoutCheckTest {
    private static final String NEW = "debian/12/x86_64/6.1";
    private static final String OLD = "debian/11/x86_64/5.10";

    @TempDir
    Path classes;

    private void bundle(String name, List<String> kernels, String... objects) throws IOException {
        BundleWriter writer = new BundleWriter(name);
        for (String object : objects) {
            writer.addObject(
                    object, HexFormat.of().parseHex(BundledObject.sha256(TestData.bytes("objects/" + object))));
            Files.createDirectories(classes.resolve(object).getParent());
            Files.write(classes.resolve(object), TestData.bytes("objects/" + object));
        }
        for (String kernel : kernels) {
            String[] id = kernel.split("/", -1);
            String btf =
                    kernel.equals(OLD) ? "kernel_old.el.btf" : kernel.equals(NEW) ? "kernel.el.btf" : "kernel.eb.btf";
            writer.addKernel(new KernelId(id[0], id[1], id[2], id[3], null), TestData.bytes("btf-small/" + btf));
        }
        Path folder = Files.createDirectories(classes.resolve("META-INF/btf-bundle"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        Files.write(folder.resolve(name + ".btfb"), out.toByteArray());
        try (Stream<Path> bundles = Files.list(folder)) {
            List<String> names = bundles.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".btfb"))
                    .map(file -> file.replace(".btfb", ""))
                    .sorted()
                    .toList();
            Files.write(folder.resolve("bundles"), names);
        }
    }

    private List<String> problems(Kind kind, String... required) throws IOException {
        List<RequiredKernel> kernels =
                Stream.of(required).map(RequiredKernel::parse).toList();
        List<Problem> all = PackageCheck.check(classes.toFile(), kernels).problems();
        assertTrue(all.stream().noneMatch(p -> p.kind() == Kind.INCONSISTENT), all.toString());
        return all.stream().filter(p -> p.kind() == kind).map(Problem::text).toList();
    }

    @Test
    void a_required_kernel_is_looked_up_in_each_bundle_as_the_library_does() throws IOException {
        bundle("both", List.of(NEW, OLD), "el/exec.bpf.o");
        assertEquals(List.of(), problems(Kind.UNCOVERED_KERNEL, NEW, OLD, "-/-/amd64/5.10", "debian/-/x86_64/6.1"));

        bundle("one", List.of(NEW), "el/missing.bpf.o");
        assertEquals(
                List.of(classes + "/META-INF/btf-bundle/one.btfb has no BTF for the required kernel " + OLD
                        + ": no entry with release 5.10. Add a source that has it"),
                problems(Kind.UNCOVERED_KERNEL, NEW, OLD));
        assertEquals(2, problems(Kind.UNCOVERED_KERNEL, "debian/12/aarch64/6.1").size());
    }

    @Test
    void a_required_kernel_that_no_object_can_run_on_is_not_covered() throws IOException {
        String big = "debian/12/s390x/6.1";
        bundle("app", List.of(NEW, big), "el/exec.bpf.o", "el/fields.bpf.o");
        assertEquals(
                List.of(classes + "/META-INF/btf-bundle/app.btfb has a BTF, but no BPF object, for the required kernel "
                        + big
                        + ", which is big-endian: its objects are all little-endian. Compile them with -target bpfeb"
                        + " too, and add them to the objects of the goal bundle"),
                problems(Kind.UNCOVERED_KERNEL, NEW, big));

        Files.delete(classes.resolve("el/fields.bpf.o")); // it may be the one; that it is missing is told
        assertEquals(List.of(), problems(Kind.UNCOVERED_KERNEL, NEW, big));
        assertEquals(1, problems(Kind.MISSING_OBJECT).size());

        bundle("app", List.of(NEW, big), "el/exec.bpf.o", "eb/exec.bpf.o");
        assertEquals(List.of(), problems(Kind.UNCOVERED_KERNEL, NEW, big));
    }

    /** Compiled without -g it has the sections of its programs all the same. */
    @Test
    void programs_without_types_may_need_the_kernels_btf_too() throws IOException {
        bundle("app", List.of(NEW), "el/exec.bpf.o");
        byte[] object = TestData.bytes("objects/el/kernel_only.bpf.o");
        String untyped = new String(object, StandardCharsets.ISO_8859_1).replace(".BTF", ".XTF");
        Files.write(classes.resolve("untyped.bpf.o"), untyped.getBytes(StandardCharsets.ISO_8859_1));
        List<String> needs = problems(Kind.NEEDS_KERNEL_BTF);
        String start = classes + "/untyped.bpf.o: program fentry.s/";
        assertTrue(needs.stream().anyMatch(need -> need.startsWith(start)), needs.toString());
    }

    @Test
    void what_fails_unguarded_is_told_of_the_kernels_that_are_required_and_no_others() throws IOException {
        bundle("app", List.of(NEW, OLD), "el/missing.bpf.o", "el/exec.bpf.o");

        assertEquals(List.of(), problems(Kind.UNRESOLVED_RELOCATION));
        List<String> one = problems(Kind.UNRESOLVED_RELOCATION, OLD);
        String start = classes + "/el/missing.bpf.o on the required kernel " + OLD
                + ": unguarded (raw_tp/sched_process_exec): this kernel has no struct no_such_struct.member";
        assertEquals(1, one.stream().filter(p -> p.startsWith(start)).count(), one.toString());
        assertTrue(
                one.stream().noneMatch(p -> p.contains("exec.bpf.o on") || p.contains("guarded: yes")), one.toString());
        assertEquals(
                2 * one.size(), problems(Kind.UNRESOLVED_RELOCATION, OLD, NEW).size());
    }

    @Test
    void what_libbpf_refuses_is_unresolved_too() throws IOException {
        bundle("app", List.of(NEW), "el/error_array_signed.bpf.o");
        assertEquals(1, problems(Kind.UNRESOLVED_RELOCATION, NEW).size());
        assertEquals(1, problems(Kind.RELOCATION_WITHOUT_KERNEL).size());
    }

    /** Of exec.bpf.o, one flavour is for either kernel. */
    @Test
    void a_relocation_that_resolves_on_one_kernel_of_any_bundle_does_not_resolve_nowhere() throws IOException {
        bundle("app", List.of(NEW), "el/exec.bpf.o");
        assertEquals(
                List.of(classes + "/el/exec.bpf.o: on_exec (raw_tp/sched_process_exec): this kernel has no struct"
                        + " task_struct___old.real_start_time, or none of a type that would do; guarded: yes, an exists check"
                        + " keeps the program from it. So it is on every kernel of its bundles"),
                problems(Kind.RELOCATION_WITHOUT_KERNEL));

        bundle("older", List.of(OLD), "el/exec.bpf.o");
        assertEquals(List.of(), problems(Kind.RELOCATION_WITHOUT_KERNEL));
    }

    @Test
    void an_object_is_not_held_against_kernels_of_the_other_byte_order() throws IOException {
        bundle("app", List.of(NEW, "debian/12/s390x/6.1"), "el/missing.bpf.o");
        assertEquals(List.of(), problems(Kind.UNRESOLVED_RELOCATION, "debian/12/s390x/6.1"));
    }

    @ParameterizedTest
    @CsvSource({"ksyms.bpf.o, 4", "kernel_only.bpf.o, 6", "exec.bpf.o, 0"})
    void what_needs_the_kernels_own_btf_is_told_once_and_what_is_optional_is_not(String object, int count)
            throws IOException {
        bundle("app", List.of(NEW, OLD), "el/" + object);
        List<String> needs = problems(Kind.NEEDS_KERNEL_BTF);
        assertEquals(count, needs.size(), needs.toString());
        assertTrue(needs.stream().allMatch(n -> n.startsWith(classes + "/el/" + object + ": ")), needs.toString());
        assertTrue(needs.stream().noneMatch(n -> n.contains("program optional")), needs.toString());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "6.1", "debian/12/6.1", "debian/12/x86_64/", "debian/12/pdp11/6.1", "a/b/x86_64/6.1/c"})
    void a_required_kernel_of_another_form_is_refused(@Nullable String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> RequiredKernel.parse(text));
        assertTrue(e.getMessage()
                .startsWith(
                        "required kernel '" + (text == null ? "" : text) + "': expected ID/VERSION_ID/ARCH/RELEASE"));
    }
}
