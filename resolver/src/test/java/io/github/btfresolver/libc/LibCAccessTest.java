// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibCAccessTest {
    private LibC calls;

    @BeforeEach
    void needCalls() {
        calls = LibCAccess.get().calls();
        Judges.assume(calls != null, String.valueOf(LibCAccess.get().reason()));
    }

    @Test
    void the_answer_is_the_same_every_time() {
        assertSame(LibCAccess.get(), LibCAccess.get());
        assertEquals("", LibCAccess.get().reason());
    }

    @Test
    void uname_agrees_with_the_jvm() throws IOException {
        assertEquals(System.getProperty("os.version"), calls.uname().release());
        assertTrue(calls.uname().version().startsWith("#"), calls.uname().version());
    }

    @Test
    void an_error_names_the_call_and_the_number() {
        LibCException e = assertThrows(LibCException.class, () -> calls.close(-1));

        assertEquals(9, e.errno());
        assertTrue(e.getMessage().startsWith("close: "), e.getMessage());
    }

    @Test
    void a_memfd_can_be_made_without_the_help_of_the_c_library() throws IOException {
        int fd = new JnaLibC().memfdCreateBySyscall(new byte[] {'x', 0}, 2);

        assertEquals(0, calls.seals(fd));
        calls.close(fd);
    }
}
