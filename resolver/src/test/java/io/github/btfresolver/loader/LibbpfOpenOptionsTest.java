// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.testdata.Judges;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void without_a_path_libbpf_takes_the_kernels_own() {
        LibbpfOpenOptions options = new LibbpfOpenOptions(null);
        options.write();

        assertNull(options.getPointer().getPointer(Native.POINTER_SIZE == 8 ? 48 : 24));
    }
}
