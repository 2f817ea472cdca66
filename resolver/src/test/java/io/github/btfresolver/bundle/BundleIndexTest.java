// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collections;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleIndexTest {
    @TempDir
    File dir;

    @Test
    void names_of_all_jars_are_listed_once_in_order() throws IOException {
        URL first = jar("first.jar", "agent\nextra\n", null);
        URL second = folder("second", "# comment\r\n\n other # why\r\nagent");

        try (URLClassLoader loader = new URLClassLoader(new URL[] {first, second}, null)) {
            assertEquals(Arrays.asList("agent", "extra", "other"), BundleIndex.names(loader));
        }
    }

    @Test
    void no_list_means_no_bundles() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
            assertEquals(Collections.emptyList(), BundleIndex.names(loader));
        }
    }

    @Test
    void a_line_that_is_no_name_is_named() throws IOException {
        URL url = folder("bad", "good\n../../etc/passwd\n");

        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null)) {
            BundleFormatException e = assertThrows(BundleFormatException.class, () -> BundleIndex.names(loader));
            assertTrue(
                    e.getMessage()
                            .endsWith("META-INF/btf-bundle/bundles: line 2: expected the name of a bundle,"
                                    + " found \"../../etc/passwd\""),
                    e.getMessage());
        }
    }

    @Test
    void a_list_that_does_not_end_is_refused() throws IOException {
        char[] line = new char[2000];
        Arrays.fill(line, 'a');
        URL url = folder("long", new String(line));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null)) {
            assertThrows(BundleFormatException.class, () -> BundleIndex.names(loader));
        }
    }

    @Test
    void a_bundle_is_read_from_a_jar_by_its_name() throws IOException {
        byte[] bundle = Bundles.bytes(Bundles.writer("a/1/x86_64/5=a"));
        URL url = jar("bundle.jar", "agent", bundle);

        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null);
                InputStream in = BundleResource.open(loader, "agent")) {
            assertNotNull(in);
            assertArrayEquals(Bundles.layout("a"), Bundle.read(in, "agent").layout(0));
            assertNull(BundleResource.open(loader, "other"));
        }
    }

    @Test
    void a_name_is_letters_digits_and_three_signs() {
        assertEquals("META-INF/btf-bundle/My_agent-1.0.btfb", BundleResource.path("My_agent-1.0"));
        for (String bad : new String[] {"", "a/b", "a b", "\u00e4", "a\\b", "a:b"}) {
            assertFalse(BundleResource.isName(bad), bad);
            assertThrows(IllegalArgumentException.class, () -> BundleResource.path(bad));
        }
    }

    private URL folder(String name, String list) throws IOException {
        File root = new File(dir, name);
        File index = new File(root, BundleResource.INDEX);
        Files.createDirectories(index.getParentFile().toPath());
        Files.write(index.toPath(), list.getBytes(StandardCharsets.UTF_8));
        return root.toURI().toURL();
    }

    private URL jar(String name, String list, byte[] bundle) throws IOException {
        File file = new File(dir, name);
        try (OutputStream out = new FileOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new ZipEntry(BundleResource.INDEX));
            jar.write(list.getBytes(StandardCharsets.UTF_8));
            if (bundle != null) {
                jar.putNextEntry(new ZipEntry(BundleResource.path("agent")));
                jar.write(bundle);
            }
        }
        return file.toURI().toURL();
    }
}
