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

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
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
            assertEquals(
                    Arrays.asList("agent", "extra", "other"),
                    BundleIndex.find(loader).names());
        }
    }

    @Test
    void no_list_means_no_bundles() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
            assertEquals(Collections.emptyList(), BundleIndex.find(loader).names());
        }
    }

    @Test
    void a_line_that_is_no_name_is_named() throws IOException {
        URL url = folder("bad", "good\n../../etc/passwd\n");

        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null)) {
            BundleFormatException e = assertThrows(
                    BundleFormatException.class, () -> BundleIndex.find(loader).names());
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
            assertThrows(
                    BundleFormatException.class, () -> BundleIndex.find(loader).names());
        }
    }

    @Test
    void a_list_of_as_much_as_is_allowed_is_read_and_of_more_is_not() throws IOException {
        String line = repeated(" ", 999) + "a";
        assertEquals(Collections.singletonList("a"), names(line));
        assertEquals(9_999, names(repeated("a\n", 9_999) + "#").size());

        for (String more : new String[] {" " + line, " " + line + "\n", repeated("a\n", 10_000)}) {
            BundleFormatException e = assertThrows(BundleFormatException.class, () -> names(more));
            assertTrue(String.valueOf(e.getMessage()).contains("over the limit of 10000 lines of 1000 bytes"));
        }
    }

    private static List<String> names(String list) throws IOException {
        List<String> names = new ArrayList<>();
        BundleIndex.read(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)), "list", names);
        return names;
    }

    private static String repeated(String text, int times) {
        return String.join("", Collections.nCopies(times, text));
    }

    @Test
    void a_bundle_is_read_from_a_jar_by_its_name() throws IOException {
        URL url = jar("bundle.jar", "agent", bundle("a"));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null)) {
            BundleIndex index = BundleIndex.find(loader);
            assertLayout("a", index);
            assertLayout("a", index); // read with the list the first time, by the class loader the second
            assertLayout("a", new BundleIndex(loader));
            assertNull(index.read("other"));
        }
    }

    /** By a URL of which the file's name cannot be read off. */
    @Test
    void a_bundle_is_read_from_a_jar_whose_name_has_to_be_encoded() throws IOException {
        URL url = jar("a bundle's.jar", "agent", bundle("a"));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null)) {
            assertTrue(url.toString().contains("%20"), url.toString());
            assertLayout("a", BundleIndex.find(loader));
        }
    }

    @Test
    void of_two_bundles_with_one_name_the_one_beside_the_first_list_is_read() throws IOException {
        URL first = jar("first.jar", "agent", bundle("a"));
        URL second = jar("second.jar", "agent", bundle("b"));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {first, second}, null)) {
            assertLayout("a", BundleIndex.find(loader));
        }
    }

    @Test
    void a_bundle_that_no_list_names_does_not_hide_one_that_is_named() throws IOException {
        URL first = jar("first.jar", "", bundle("a"));
        URL second = jar("second.jar", "agent", bundle("b"));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {first, second}, null)) {
            assertLayout("b", BundleIndex.find(loader));
        }
    }

    @Test
    void a_list_may_name_the_bundle_of_another_jar() throws IOException {
        URL list = jar("list.jar", "agent", null);
        URL second = jar("second.jar", "", bundle("b"));
        URL folder = folder("folder", "agent");

        try (URLClassLoader inJar = new URLClassLoader(new URL[] {list, second}, null);
                URLClassLoader inFolder = new URLClassLoader(new URL[] {folder, second}, null)) {
            assertLayout("b", BundleIndex.find(inJar));
            assertLayout("b", BundleIndex.find(inFolder));
        }
    }

    /** As in containers of modules whose URLs are but numbers. */
    @Test
    void a_list_may_have_a_url_that_leads_nowhere_else() throws IOException {
        URL jar = jar("jar.jar", "agent", bundle("a"));
        URLStreamHandler listOnly = new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) throws IOException {
                if (!url.getPath().endsWith("/1")) {
                    throw new IOException("no such number");
                }
                return new URL("jar:" + jar + "!/" + BundleResource.INDEX).openConnection();
            }
        };
        URL list = new URL(null, "number:/1", listOnly);

        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null) {
            @Override
            public Enumeration<URL> getResources(String name) {
                return Collections.enumeration(Collections.singleton(list));
            }
        }) {
            assertLayout("a", BundleIndex.find(loader));
        }
    }

    /** The JVM's cache of jars still has the first one, which somebody has opened by URL and nobody has closed. */
    @Test
    void a_redeployed_jar_is_read_anew() throws IOException {
        isReadAnew("bundle.jar");
    }

    @Test
    void a_redeployed_jar_whose_name_has_to_be_encoded_is_read_anew() throws IOException {
        isReadAnew("a bundle.jar");
    }

    private void isReadAnew(String name) throws IOException {
        URL url = jar(name, "agent", bundle("a"));
        URL here = new URL("jar:" + url + "!/" + BundleResource.path("agent"));
        try (URLClassLoader old = new URLClassLoader(new URL[] {url}, null);
                InputStream in = here.openStream()) {
            assertTrue(in.read() >= 0);
            assertLayout("a", new BundleIndex(old));
            Files.delete(new File(dir, name).toPath());
            jar(name, "agent", bundle("b"));
            try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null)) {
                assertLayout("b", new BundleIndex(loader));
                assertLayout("b", BundleIndex.find(loader));
            }
        }
    }

    private static byte[] bundle(String layout) throws IOException {
        return Bundles.bytes(Bundles.writer("a/1/x86_64/5=" + layout));
    }

    private static void assertLayout(String expected, BundleIndex index) throws IOException {
        byte[] bundle = index.read("agent");
        assertNotNull(bundle);
        assertArrayEquals(Bundles.layout(expected), Bundle.open(bundle, "agent").layout(0));
    }

    @Test
    void a_name_is_letters_digits_and_three_signs() {
        assertEquals("META-INF/btf-bundle/My_agent-1.0.btfb", BundleResource.path("My_agent-1.0"));
        assertTrue(BundleIndex.isName("azAZ09._-"));
        assertTrue(BundleIndex.isName(repeated("a", 100)));
        for (String bad :
                new String[] {"", "a/b", "a b", "\u00e4", "a\\b", "a:b", "`", "{", "@", "[", repeated("a", 101)}) {
            assertFalse(BundleIndex.isName(bad), bad);
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
