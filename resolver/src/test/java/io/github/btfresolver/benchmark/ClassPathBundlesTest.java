// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.Judges;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Which bundles a program in a jar or few finds, in a JVM of its own: those of its jars first, and no fewer than its class loader. */
class ClassPathBundlesTest {
    private static final String RELEASE = "5.4.0-1-generic";

    @TempDir
    Path directory;

    /** The program, whose bundle is called {@code own}. */
    private Path own;

    /** A jar with nothing but a bundle that is called {@code other}, of which the kernel has another layout. */
    private Path other;

    @BeforeEach
    void create() throws Exception {
        own = Paths.get(
                Application.inOneJar(directory, "own", bundle("own", RELEASE)).classPath());
        other = jar("other.jar", "other", bundle("other", RELEASE, "6.1.0-1-generic"));
    }

    @Test
    void what_its_jar_has_is_not_looked_for_in_the_jdk() {
        assertFoundWithoutJdk("own", RELEASE, own.toString());
    }

    @Test
    void so_it_is_when_the_class_path_leads_there_by_a_link() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.jar"), own.getFileName());
        assertFoundWithoutJdk("own", RELEASE, link.toString());
    }

    @Test
    void so_it_is_when_another_of_its_jars_has_the_kernel() throws IOException {
        Path encoded = Files.move(other, directory.resolve("100% other's.jar"));
        assertFoundWithoutJdk("other", "6.1.0-1-generic", classPath(own, encoded));
    }

    @Test
    void of_many_jars_the_class_loader_is_asked() {
        Path[] jars = new Path[9];
        Arrays.fill(jars, other);
        jars[8] = own;
        String output = run("6.1.0-1-generic", "-verbose:class", "-cp", classPath(jars));

        assertTrue(output.contains("BTF found: bundle other "), output);
        assertTrue(Jvms.JAVA == 8 || output.contains("jdk.internal.jimage."), output);
    }

    private static void assertFoundWithoutJdk(String bundle, String release, String classPath) {
        String output = run(release, "-verbose:class", "-cp", classPath);

        assertTrue(output.contains("BTF found: bundle " + bundle + " "), output);
        assertTrue(output.contains("io.github.btfresolver.bundle.BundleIndex"), output);
        for (String lookup : new String[] {"jdk.internal.jimage.", "sun.misc.Launcher$BootClassPathHolder"}) {
            assertFalse(output.contains(lookup), output);
        }
    }

    private static String classPath(Path... places) {
        StringBuilder path = new StringBuilder();
        for (Path place : places) {
            path.append(path.length() == 0 ? "" : File.pathSeparator).append(place);
        }
        return path.toString();
    }

    @Test
    void what_its_jar_has_goes_before_what_the_jvm_was_given_beside_the_class_path() {
        String output = run(RELEASE, "-Xbootclasspath/a:" + other, "-cp", own.toString());

        assertTrue(output.contains("BTF found: bundle own "), output);
        assertEquals(0, count(output, " bundle      other"), output);
    }

    @Test
    void what_its_jar_has_not_is_found_beside_the_class_path() {
        String output = run("6.1.0-1-generic", "-Xbootclasspath/a:" + other, "-cp", own.toString());

        assertTrue(output.contains("BTF found: bundle other "), output);
        assertEquals(1, count(output, "passed over bundle      own: no entry with release"), output);
        assertEquals(1, count(output, " bundle      other"), output);
    }

    /** The class loader goes by the first list that has a name, and beside the class path is before it. */
    @Test
    void so_is_one_that_is_called_like_its_own() throws IOException {
        Path same = jar("same.jar", "own", bundle("own", "6.1.0-1-generic"));
        String output = run("6.1.0-1-generic", "-Xbootclasspath/a:" + same, "-cp", own.toString());

        assertTrue(output.contains("BTF found: bundle own (own/1/x86_64/6.1.0-1-generic"), output);
        assertEquals(1, count(output, " bundle      own"), output);
    }

    @Test
    @DisabledOnJre(value = JRE.JAVA_8, disabledReason = "there are no modules")
    void modules_are_asked_like_its_own() {
        assertAmbiguous(run(RELEASE, "-p", other.toString(), "--add-modules", "other", "-cp", own.toString()));
    }

    @Test
    void a_program_without_a_bundle_finds_one_beside_the_class_path() throws IOException {
        Path none = remade("none.jar", "", "");

        String output = run(RELEASE, "-Xbootclasspath/a:" + other, "-cp", none.toString());
        assertTrue(output.contains("BTF found: bundle other "), output);
    }

    @Test
    void jars_that_its_manifest_adds_to_the_class_path_are_asked_like_its_own() throws IOException {
        Path manifest = remade("manifest.jar", "own\n", "Class-Path: other.jar\n");

        assertAmbiguous(run(RELEASE, "-cp", manifest.toString()));
    }

    @Test
    void jars_on_one_class_path_are_asked_alike() {
        assertAmbiguous(run(RELEASE, "-cp", classPath(own, other)));
    }

    /** Its own jar is on the class path then, and the property does not say so. */
    @Test
    void an_agents_bundle_and_the_programs_are_asked_alike() throws IOException {
        assertAmbiguous(run(RELEASE, "-javaagent:" + own, "-cp", other.toString()));
    }

    @Test
    void a_list_that_is_damaged_is_said_once() throws IOException {
        String output =
                run(RELEASE, "-cp", remade("damaged.jar", "no name!\n", "").toString());

        assertTrue(output.startsWith("no BTF found"), output);
        assertEquals(
                2,
                count(output, "line 1: expected the name of a bundle"),
                "in the report and the exception: " + output);
    }

    private static void assertAmbiguous(String output) {
        assertTrue(output.startsWith("no BTF found"), output);
        assertTrue(output.contains("passed over bundle      own: "), output);
        assertTrue(output.contains("passed over bundle      other: "), output);
        assertTrue(output.contains("2 entries differ"), output);
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            count++;
        }
        return count;
    }

    /** What a start prints that asks for a kernel of no distribution in particular. */
    private static String run(String release, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Jvms.java(new File(System.getProperty("java.home"))).getPath());
        command.addAll(Arrays.asList(
                "-Dbtfresolver.skipKernel=true",
                "-Dbtfresolver.osId=none",
                "-Dbtfresolver.machine=x86_64",
                "-Dbtfresolver.handOver=none",
                "-Dbtfresolver.report=text",
                "-Dbtfresolver.release=" + release));
        command.addAll(Arrays.asList(options));
        command.add(ResolveMain.class.getName());
        return Judges.run(command.toArray(new String[0])).output;
    }

    /** A bundle of kernels of a distribution that is called like it, with a layout of their own. */
    private static byte[] bundle(String name, String... releases) throws IOException {
        BundleWriter writer = new BundleWriter(name);
        for (String release : releases) {
            writer.addKernel(new KernelId(name, "1", "x86_64", release, null), ascii("layout of " + name));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    private Path jar(String file, String name, byte[] bundle) throws IOException {
        Path jar = directory.resolve(file);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(BundleResource.INDEX));
            out.write(ascii(name + "\n"));
            out.putNextEntry(new ZipEntry(BundleResource.path(name)));
            out.write(bundle);
        }
        return jar;
    }

    /** The program with another list, and with something more in its manifest. */
    private Path remade(String file, String list, String attribute) throws IOException {
        Path jar = Files.copy(own, directory.resolve(file));
        try (FileSystem files = FileSystems.newFileSystem(jar, (ClassLoader) null)) {
            Files.write(files.getPath(BundleResource.INDEX), ascii(list));
            Files.write(files.getPath(JarFile.MANIFEST_NAME), ascii("Manifest-Version: 1.0\n" + attribute));
        }
        return jar;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
