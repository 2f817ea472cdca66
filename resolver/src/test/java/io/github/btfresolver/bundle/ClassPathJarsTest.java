// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a class path; what becomes of it in a JVM, {@code ClassPathBundlesTest} sees. */
class ClassPathJarsTest {
    @TempDir
    File dir;

    private File own;
    private File none;

    @BeforeEach
    void create() throws IOException {
        own = jar("own 1+1 100%.jar", BundleResource.INDEX, "own\n");
        none = jar("none.jar", "a", "");
    }

    @Test
    void the_lists_are_those_that_a_class_loader_finds() throws IOException {
        File other = jar("a#b?.jar", BundleResource.INDEX, "other\n");

        assertLists(own);
        assertLists(none, own);
        assertLists(other, none, own);
        assertEquals(Collections.emptyList(), ClassPathJars.lists(none.getPath(), url(none)));
    }

    private void assertLists(File... classPath) throws IOException {
        URL[] urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = new URL(url(classPath[i]));
        }
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            List<URL> expected = Collections.list(loader.findResources(BundleResource.INDEX));
            assertEquals(expected.toString(), String.valueOf(lists(classPath)));
        }
    }

    @Test
    void a_jar_may_be_named_in_any_way() throws IOException {
        File roundabout = new File(new File(dir, "."), own.getName());
        File link = new File(dir, "link.jar");
        Files.createSymbolicLink(link.toPath(), own.toPath());

        assertEquals(lists(own), ClassPathJars.lists(roundabout.getPath(), url(own)));
        assertEquals(lists(own), ClassPathJars.lists(link.getPath(), url(own)));
    }

    @Test
    void of_another_class_path_nothing_is_said() throws IOException {
        assertNone(ClassPathJars.lists(own.getPath(), url(none)));
        assertNone(ClassPathJars.lists(own.getPath(), ""));
        assertNone(ClassPathJars.lists("", url(own)));
    }

    @Test
    void of_other_than_jars_nothing_is_said() throws IOException {
        File text = new File(dir, "text.jar");
        Files.write(text.toPath(), new byte[] {1});

        assertNone(lists(own, dir));
        assertNone(lists(own, new File(dir, "not-there.jar")));
        assertNone(ClassPathJars.lists(own + File.pathSeparator, url(own))); // and the folder where it was started
        assertThrows(IOException.class, () -> lists(own, text));
    }

    @Test
    void of_more_than_eight_jars_nothing_is_said() throws IOException {
        List<File> jars = new ArrayList<>(Collections.nCopies(7, none));
        jars.add(own);
        assertEquals(lists(own), lists(jars.toArray(new File[0])));

        jars.add(none);
        assertNone(lists(jars.toArray(new File[0])));
    }

    @Test
    void of_jars_that_name_others_nothing_is_said() throws IOException {
        String classPath = "Manifest-Version: 1.0\nClass-Path: other.jar\n";

        assertNone(lists(own, jar("manifest.jar", "META-INF/MANIFEST.MF", classPath)));
        assertNone(lists(own, jar("index.jar", "META-INF/INDEX.LIST", "JarIndex-Version: 1.0\n")));
    }

    private static void assertNone(List<URL> lists) {
        assertEquals(Collections.emptyList(), lists);
    }

    /** Of a class path with the jar {@link #own}. */
    private List<URL> lists(File... classPath) throws IOException {
        StringBuilder path = new StringBuilder();
        for (File file : classPath) {
            path.append(path.length() == 0 ? "" : File.pathSeparator).append(file);
        }
        return ClassPathJars.lists(path.toString(), url(own));
    }

    private static String url(File file) throws IOException {
        return file.getCanonicalFile().toURI().toString();
    }

    private File jar(String name, String entry, String text) throws IOException {
        File file = new File(dir, name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file.toPath()))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }
}
