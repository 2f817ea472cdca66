// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.CCompiler;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibbpfOpenOptionsTest {
    @BeforeEach
    void needJna() {
        Judges.assume(
                LibCAccess.get().calls() != null,
                String.valueOf(LibCAccess.get().reason()));
    }

    @Test
    void the_size_is_the_one_that_libbpf_knows_and_stands_first() {
        LibbpfOpenOptions options = new LibbpfOpenOptions("/tmp/x.btf");
        options.write();
        int size = Native.POINTER_SIZE == 8 ? 56 : 28;

        assertEquals(size, options.size());
        assertEquals(size, options.getPointer().getNativeLong(0).intValue());
    }

    @Test
    void the_path_lies_where_libbpf_reads_it_and_all_else_is_zero() {
        LibbpfOpenOptions options = new LibbpfOpenOptions("/tmp/x.btf");
        options.write();
        Pointer struct = options.getPointer();
        int at = Native.POINTER_SIZE == 8 ? 48 : 24;

        assertEquals("/tmp/x.btf", struct.getPointer(at).getString(0));
        for (int i = Native.POINTER_SIZE; i < at; i++) {
            assertEquals(0, struct.getByte(i), "byte " + i);
        }
    }

    /** With the offsets of its fields, which JNA keeps to itself. */
    private static final class Offsets extends LibbpfOpenOptions {
        Offsets() {
            super(null);
        }

        String of(String field) throws ReflectiveOperationException {
            Class<?> type = LibbpfOpenOptions.class.getField(field).getType();
            int size = type == String.class
                    ? Native.POINTER_SIZE
                    : type == NativeLong.class ? Native.LONG_SIZE : Native.getNativeSize(type);
            return field + " " + fieldOffset(field) + " " + size;
        }
    }

    @Test
    void every_field_lies_where_libbpfs_header_has_it(@TempDir Path directory) throws Exception {
        Judges.Run run = Judges.run(CCompiler.compile("offsets", directory));

        Offsets offsets = new Offsets();
        StringBuilder ours = new StringBuilder();
        for (String field :
                new String[] {"sz", "object_name", "relaxed_maps", "pin_root_path", "kconfig", "btf_custom_path"}) {
            ours.append(offsets.of(field)).append('\n');
        }
        assertEquals(run.output, ours.toString());
    }

    @Test
    void without_a_path_libbpf_takes_the_kernels_own() {
        LibbpfOpenOptions options = new LibbpfOpenOptions(null);
        options.write();

        assertNull(options.getPointer().getPointer(Native.POINTER_SIZE == 8 ? 48 : 24));
    }
}
