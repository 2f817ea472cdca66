// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import io.github.btfresolver.plugin.docs.Page.Snippet;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for Gradle is run, with stand-ins for Gradle's objects; its programs are run with what it gives them. */
class GradleSnippetTest {
    private static final String OBJECT = "src/main/bpf/exec.bpf.o";
    private static final String KERNEL = "debian/11/x86_64/5.10.0-46-cloud-amd64.btf.tar.xz";

    @TempDir
    Path project;

    private Path jar;
    private GradleScript script;

    @BeforeEach
    void run_the_script() throws IOException {
        List<Snippet> snippets = Page.snippets("groovy");
        assertEquals(1, snippets.size());
        copy(TestData.file("objects/el/exec.bpf.o").toPath(), project.resolve(OBJECT));
        copy(
                TestData.file("btf/" + KERNEL).toPath(),
                project.resolve("btfhub-archive").resolve(KERNEL));
        jar = project.resolve("my-app.jar");
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(GradleScript.class.getName());
        GroovyShell shell = new GroovyShell(GradleScript.class.getClassLoader(), new Binding(), configuration);
        script = (GradleScript) shell.parse(snippets.get(0).text());
        script.setProject(project.toFile(), jar.toFile());
        script.run();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    @Test
    void it_depends_on_the_library_and_on_the_program() {
        String version = PluginDescriptor.read().version();
        assertEquals(
                Map.of(
                        "implementation", "io.github.btfresolver:btf-resolver:" + version,
                        "btfBundle", "io.github.btfresolver:btf-bundle-maven-plugin:" + version),
                script.dependencies);
        script.registered.values().forEach(task -> assertEquals("btfBundle", task.classpath()));
    }

    @Test
    void what_one_task_makes_is_a_resource_and_the_other_one_is_part_of_check() {
        assertEquals(List.of(script.registered.get("bundleBtfs")), script.resources);
        assertEquals(List.of(script.registered.get("checkBtfs")), script.checks);
    }

    @Test
    void inputs_and_outputs_are_what_the_programs_read_and_write() {
        GradleJavaExec bundle = script.registered.get("bundleBtfs");
        assertEquals(List.of(OBJECT, "btfhub-archive"), bundle.getInputs().declared);
        assertEquals(List.of("build/generated/btf-bundle"), bundle.getOutputs().declared);
        assertTrue(bundle.arguments().containsAll(List.of(OBJECT, "btfhub-archive")), bundle.arguments()::toString);
        assertEquals(1, script.registered.get("checkBtfs").getInputs().declared.size());
    }

    @Test
    void its_programs_make_a_jar_that_passes_the_check() throws IOException {
        run(script.registered.get("bundleBtfs"));
        pack();
        run(script.registered.get("checkBtfs"));
    }

    private void run(GradleJavaExec task) {
        task.before();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                task.mainClass()));
        command.addAll(task.arguments());
        Judges.Run run = runIn(project, command);
        assertEquals(0, run.status, run.output);
        task.after();
    }

    private static Judges.Run runIn(Path folder, List<String> command) {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
        shell.addAll(command);
        return Judges.run(shell.toArray(new String[0]));
    }

    /** What Gradle's task {@code jar} does with resources, and the object among them. */
    private void pack() throws IOException {
        Path resources = project.resolve("build/generated/btf-bundle");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(resources)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                zip.putNextEntry(new ZipEntry(resources.relativize(file).toString()));
                Files.copy(file, zip);
            }
            zip.putNextEntry(new ZipEntry("exec.bpf.o"));
            Files.copy(project.resolve(OBJECT), zip);
        }
    }
}
