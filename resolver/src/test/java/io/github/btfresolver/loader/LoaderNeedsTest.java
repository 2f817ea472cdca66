// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What loaders want, told from an object and from libbpf's version. */
class LoaderNeedsTest {
    @ParameterizedTest
    @CsvSource({
        "fentry/vfs_unlink, TRACING",
        "fentry, TRACING",
        "fentry.s/x, TRACING",
        "fexit/x, TRACING",
        "fexit.s/x, TRACING",
        "fmod_ret/x, TRACING",
        "fmod_ret.s/x, TRACING",
        "fsession/x, TRACING",
        "fsession.s/x, TRACING",
        "fentry.multi/x, TRACING",
        "fentry.multi.s/x, TRACING",
        "fexit.multi/x, TRACING",
        "fexit.multi.s/x, TRACING",
        "fsession.multi/x, TRACING",
        "fsession.multi.s/x, TRACING",
        "?fentry/x, TRACING",
        "fentry/module:x, TRACING",
        "tp_btf/x, TYPED_TRACEPOINT",
        "tp_btf.s/x, TYPED_TRACEPOINT",
        "iter/task, ITERATOR",
        "iter.s/task, ITERATOR",
        "lsm/x, LSM",
        "lsm.s/x, LSM",
        "lsm_cgroup/x, LSM",
        "struct_ops/x, STRUCT_OPS",
        "struct_ops.s/x, STRUCT_OPS",
        "?struct_ops, STRUCT_OPS",
        "freplace/x, EXTENSION",
        "freplace, EXTENSION",
    })
    void kinds_of_programs_by_section(String section, ProgramKind kind) {
        assertEquals(kind, ProgramKind.of(section));
        assertEquals(kind != ProgramKind.EXTENSION, kind.needsKernelBtf());
        assertEquals(section.startsWith("?"), ProgramKind.isOptional(section));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kprobe/fentry",
                "kprobe.multi/x",
                "ksyscall/x",
                "uprobe//bin/x:y",
                "usdt",
                "tracepoint/a/b",
                "tp/a/b",
                "raw_tp/x",
                "raw_tracepoint.w/x",
                "tc",
                "xdp",
                "socket",
                "cgroup/x",
                "perf_event",
                "syscall",
                ".text",
                "lsmx/y",
                "fentryx",
                "iterator/x",
                "license",
                "",
                "?",
                ".struct_ops"
            })
    void other_programs_need_no_more_than_core(String section) {
        assertNull(ProgramKind.of(section));
    }

    @Test
    void symbols_of_the_kernels_with_and_without_types() throws IOException {
        KernelSymbols ksyms = symbols("ksyms");
        assertEquals("[bpf_rcu_read_lock, bpf_rcu_read_unlock]", ksyms.kfuncs().toString());
        assertEquals("[bpf_prog_active]", ksyms.variables().toString());
        assertEquals("[]", ksyms.structOps().toString());
        KernelSymbols others = symbols("kernel_only");
        assertEquals("[]", others.kfuncs().toString());
        assertEquals("[]", others.variables().toString()); // init_task has no type
        assertEquals("[control]", others.structOps().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link"})
    void all_sections_of_struct_ops(String section) throws IOException {
        Btf btf = BtfText.parse("struct s 8; var v s 1; datasec " + section + " 8 v@0/8", ByteOrder.LITTLE_ENDIAN);
        assertEquals("[v]", KernelSymbols.of(btf).structOps().toString());
        Btf other =
                BtfText.parse("struct s 8; var v s 1; datasec .data" + section + " 8 v@0/8", ByteOrder.LITTLE_ENDIAN);
        assertEquals("[]", KernelSymbols.of(other).structOps().toString());
    }

    private static KernelSymbols symbols(String object) throws IOException {
        return KernelSymbols.of(
                BpfObject.read(TestData.file("objects/el/" + object + ".bpf.o")).btf());
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5, false",
        "0.4, 0.5, true",
        "0.10, 0.5, false",
        "1.0, 0.5, false",
        "0.9, 1.0, true",
        "v1.4.2, 1.4, false",
        "1.4.9, 1.5, true",
        "v0.8, 1.0, true",
        "2.0, 1.9, false",
        "1.8.0-dev, 1.8, false",
    })
    void versions_are_compared_by_number(String version, String other, boolean before) {
        LibbpfVersion parsed = LibbpfVersion.parse(version);
        assertEquals(before, parsed.isBefore(LibbpfVersion.parse(other)));
        assertEquals(version.startsWith("v") ? version.substring(1) : version, parsed.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "v", "one.two", "1.", ".1", "-1.0", "99999999999.0", "1.x"})
    void what_is_no_version_is_named(String version) {
        String message = assertThrows(IllegalArgumentException.class, () -> LibbpfVersion.parse(version))
                .getMessage();
        assertTrue(message.endsWith("found \"" + version + "\""), message);
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, '[FLOAT, DECL_TAG, TYPE_TAG, ENUM64]'",
        "0.5, '[DECL_TAG, TYPE_TAG, ENUM64]'",
        "0.6, '[ENUM64]'",
        "0.8, '[ENUM64]'",
        "1.0, '[]'",
    })
    void kinds_that_a_version_does_not_know(String version, String kinds) {
        String text = "int int 4; float double 8; decl_tag tag int -1; type_tag /t int; enum64 e 8 A=1; enum f 4 B=1";
        Btf btf = BtfText.parse(text, ByteOrder.LITTLE_ENDIAN);
        assertEquals(
                kinds, LibbpfKinds.unknownTo(LibbpfVersion.parse(version), btf).toString());
    }

    @Test
    void this_machines_libbpf_says_the_version_that_its_file_has() throws IOException {
        File file = new File("/usr/lib/x86_64-linux-gnu/libbpf.so.1");
        if (!file.exists()) {
            Judges.skip(file + " is missing (Debian package libbpf1)");
        }
        LibbpfVersion version = LibbpfAnswer.ofThisMachine().version();
        assertNotNull(version);
        String name = file.getCanonicalFile().getName();
        assertTrue(name.startsWith("libbpf.so." + version), name + " " + version);
        assertEquals(
                "libbpf " + version + " (installed)",
                LibbpfAnswer.ofThisMachine().toString());
    }
}
