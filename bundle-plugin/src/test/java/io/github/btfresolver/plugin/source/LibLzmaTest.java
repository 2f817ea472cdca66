// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

class LibLzmaTest {
    private static final int LIMIT = 1 << 28;

    private LibLzma lzma;

    @BeforeEach
    void find_the_library() {
        LibLzma found = LibLzma.get();
        Judges.assume(found != null, "no liblzma.so.5 (Debian package liblzma5)");
        lzma = found;
    }

    @Test
    void real_archives_are_the_same_bytes_as_by_java() throws Exception {
        for (File archive : TestData.kernelArchives()) {
            byte[] stream = TestData.bytes(archive);
            InputStream decoded = lzma.decode(stream, LIMIT, LIMIT);
            assertNotNull(decoded, archive.getPath());
            assertArrayEquals(java(stream), decoded.readAllBytes(), archive.getPath());
        }
    }

    @Test
    void every_check_that_the_format_has() throws Exception {
        byte[] contents = TestData.bytes("btf-small/kernel.el.btf");
        for (int check : new int[] {XZ.CHECK_NONE, XZ.CHECK_CRC32, XZ.CHECK_CRC64, XZ.CHECK_SHA256}) {
            InputStream decoded = lzma.decode(xz(contents, check), LIMIT, LIMIT);
            assertNotNull(decoded, "check " + check);
            assertArrayEquals(contents, decoded.readAllBytes());
        }
    }

    @Test
    void what_is_damaged_is_left_to_java() throws Exception {
        byte[] contents = TestData.bytes("btf-small/kernel.el.btf");
        byte[] stream = xz(contents, XZ.CHECK_CRC64);
        for (int length = 0; length < stream.length; length++) {
            assertNull(lzma.decode(Arrays.copyOf(stream, length), LIMIT, LIMIT), "length " + length);
        }
        for (int at = 0; at < stream.length; at++) {
            stream[at] ^= 0x55;
            assertNull(lzma.decode(stream, LIMIT, LIMIT), "byte " + at);
            stream[at] ^= 0x55;
        }
    }

    @Test
    void what_is_more_than_one_stream_or_too_much_is_left_to_java() throws Exception {
        byte[] contents = TestData.bytes("btf-small/kernel.el.btf");
        byte[] stream = xz(contents, XZ.CHECK_CRC64);
        byte[] twice = Arrays.copyOf(stream, 2 * stream.length);
        System.arraycopy(stream, 0, twice, stream.length, stream.length);
        assertNull(lzma.decode(twice, LIMIT, LIMIT), "two streams");
        assertNull(lzma.decode(Arrays.copyOf(stream, stream.length + 4), LIMIT, LIMIT), "padding");
        assertNull(lzma.decode(stream, contents.length - 1, LIMIT), "over the limit of its size");
        assertNull(lzma.decode(stream, LIMIT, 1 << 10), "over the limit of memory");
        assertNotNull(lzma.decode(stream, contents.length, LIMIT));
    }

    @Test
    void a_machine_without_the_library_has_none() {
        assertNull(LibLzma.load("libnosuchthing.so.5"));
    }

    @Test
    void bytes_in_memory_are_read_as_a_file_is() throws Exception {
        byte[] bytes = {1, 2, 3, 4, 5};
        try (SeekableBytes in = new SeekableBytes(bytes)) {
            assertEquals(5, in.length());
            assertEquals(1, in.read());
            in.seek(3);
            assertEquals(3, in.position());
            byte[] two = new byte[4];
            assertEquals(2, in.read(two, 1, 3));
            assertArrayEquals(new byte[] {0, 4, 5, 0}, two);
            assertEquals(-1, in.read());
            assertEquals(-1, in.read(two, 0, 1));
            assertEquals(0, in.read(two, 0, 0));
            in.seek(100);
            assertEquals(-1, in.read());
        }
    }

    private static byte[] java(byte[] stream) throws IOException {
        try (XZInputStream in = new XZInputStream(new ByteArrayInputStream(stream))) {
            return in.readAllBytes();
        }
    }

    private static byte[] xz(byte[] contents, int check) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1), check)) {
            xz.write(contents);
        }
        assertTrue(out.size() > 0);
        return out.toByteArray();
    }
}
