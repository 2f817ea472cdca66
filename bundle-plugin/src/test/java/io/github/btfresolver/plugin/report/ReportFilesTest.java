// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    private static final File EXEC = TestData.file("objects/el/exec.bpf.o");
    private static final String RESOURCES = "META-INF/btf-bundle/";

    @TempDir
    Path folder;

    private static byte[] bundle(String name) throws Exception {
        TestBundles bundles = new TestBundles(name).object("el/exec", "exec.bpf.o");
        bundles.kernel("debian/12/x86_64/6.1.0-1-amd64", bundles.layout("kernel.el"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bundles.writer.writeTo(out);
        return out.toByteArray();
    }

    /** Of names and contents in turn. */
    private File jar(Object... files) throws IOException {
        Path jar = folder.resolve("app.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (int i = 0; i < files.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) files[i]));
                zip.write((byte[]) files[i + 1]);
            }
        }
        return jar.toFile();
    }

    private List<File> report(File artifact, File... objects) throws IOException {
        return ReportFiles.read(artifact, List.of(objects))
                .write(Optional.empty(), folder.resolve("new/reports").toFile());
    }

    @Test
    void a_bundles_file_with_its_object_and_a_jar_with_both_come_to_the_same() throws Exception {
        Path file = Files.write(folder.resolve("app.btfb"), bundle("app"));
        File page = report(file.toFile(), EXEC).get(0);
        assertEquals(folder.resolve("new/reports/app.html").toFile(), page);
        byte[] first = TestData.bytes(page);
        byte[] json = TestData.bytes(new File(page.getParentFile(), "app.json"));
        File jar = jar(RESOURCES + "app.btfb", bundle("app"), "bpf/exec.bpf.o", TestData.bytes(EXEC));
        report(jar);
        assertArrayEquals(first, TestData.bytes(page));
        assertArrayEquals(json, TestData.bytes(new File(page.getParentFile(), "app.json")));
    }

    @Test
    void a_jar_with_two_bundles_has_two_reports() throws Exception {
        File jar = jar(RESOURCES + "one.btfb", bundle("one"), RESOURCES + "two.btfb", bundle("two"));
        assertEquals(
                List.of("one.html", "two.html"),
                report(jar).stream().map(File::getName).toList());
        String json = Files.readString(folder.resolve("new/reports/one.json"));
        assertTrue(json.contains("\"examined\" : false"), json);
    }

    private void fails(String message, File artifact, File... objects) {
        String found = String.valueOf(
                assertThrows(IOException.class, () -> report(artifact, objects)).getMessage());
        assertTrue(found.contains(message), found);
        assertTrue(!Files.exists(folder.resolve("new")));
    }

    @Test
    void what_cannot_be_reported_on_is_named() throws Exception {
        fails("none.jar: no such file or folder", folder.resolve("none.jar").toFile());
        fails("app.jar has no bundle", jar("a", new byte[1]));
        fails(
                "two.btfb: a second bundle of the name one",
                jar(RESOURCES + "one.btfb", bundle("one"), "lib/" + RESOURCES + "two.btfb", bundle("one")));
        Path damaged = Files.write(folder.resolve("damaged.btfb"), new byte[100]);
        fails("damaged.btfb: ", damaged.toFile());
        Path file = Files.write(folder.resolve("app.btfb"), bundle("app"));
        fails("fields.bpf.o (SHA-256 ", file.toFile(), EXEC, TestData.file("objects/el/fields.bpf.o"));
    }
}
