// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Walk;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Raw dumps are what bpftool printed when the golden files were made. */
class RawDumpGoldenTest {
    static Stream<File> smallFiles() {
        return TestData.list("btf-small", ".btf").stream();
    }

    static Stream<File> kernels() {
        return TestData.kernelArchives().stream();
    }

    @ParameterizedTest
    @MethodSource("smallFiles")
    void small_files_of_either_byte_order_give_the_golden_text(File file) throws IOException {
        String name = file.getName().replaceAll("\\.e[lb]\\.btf$", "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RawDump.write(Btf.parse(TestData.bytes(file), file.getName()), out);

        byte[] golden = TestData.bytes("golden/dump/" + name + ".txt");
        assertEquals(
                new String(golden, StandardCharsets.ISO_8859_1),
                new String(out.toByteArray(), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void whole_kernels_give_the_golden_text(File archive) throws Exception {
        Btf btf = Btf.parse(TestData.unpack(archive), archive.getPath());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        RawDump.write(btf, new DigestOutputStream(new Nowhere(), digest));
        StringBuilder hex = new StringBuilder();
        for (byte b : digest.digest()) {
            hex.append(String.format("%02x", b));
        }

        String path = TestData.file("btf").toPath().relativize(archive.toPath()).toString();
        String line = hex + "  " + path.replace(".tar.xz", "") + "\n";
        String golden = new String(TestData.bytes("golden/dump.sha256"), StandardCharsets.US_ASCII);
        assertTrue(golden.contains(line), () -> "not in golden/dump.sha256: " + line);
        Walk.over(btf);
    }

    @Test
    void the_small_files_have_every_kind() throws IOException {
        boolean[] found = new boolean[20];
        for (File file : TestData.list("btf-small", ".btf")) {
            Btf btf = Btf.parse(TestData.bytes(file), file.getName());
            for (int id = 1; id < btf.typeCount(); id++) {
                found[btf.kind(id).number()] = true;
            }
        }
        for (int kind = 1; kind < found.length; kind++) {
            assertTrue(found[kind], "kind " + kind);
        }
    }

    /** Takes everything in large pieces. */
    private static final class Nowhere extends OutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] b, int offset, int length) {}
    }
}
