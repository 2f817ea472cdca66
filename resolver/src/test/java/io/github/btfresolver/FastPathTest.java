// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.benchmark.EmptyMain;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.IsolatedRuns;
import io.github.btfresolver.testing.RecordingLoader;
import io.github.btfresolver.testing.Samples;
import io.github.btfresolver.testing.StartedThreads;
import io.github.btfresolver.testing.TestBundles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the way to the kernel's own BTF costs an agent, in classes and threads, and what that to a bundle's must not load. */
class FastPathTest {
    /** Loaded by a JVM in which nothing is set. Only ever to be lowered without asking why. */
    private static final int MOST_CLASSES = 8;

    /** Asked for when the program sets something: its builder, and what checks settings. */
    private static final int MOST_CLASSES_WITH_SETTINGS = 10;

    /** What an agent must not be the first to touch, and what is slow to start. */
    private static final String[] FORBIDDEN = {
        "com.sun.jna.",
        "java.nio.file.",
        "java.nio.channels.",
        "java.util.regex.",
        "java.util.stream.",
        "java.util.function.",
        "java.util.logging.",
        "java.util.Formatter",
        "java.lang.invoke.",
        "java.lang.Thread",
        "org.tukaani.",
        "org.slf4j.",
        "io.github.btfresolver.loader.",
        "io.github.btfresolver.tree.",
        "io.github.btfresolver.bundle.",
        "io.github.btfresolver.libc.",
        "io.github.btfresolver.elf.",
        "io.github.btfresolver.core.",
    };

    /** The same of what is loaded by the JDK on our behalf. */
    private static final String[] HEAVY = {
        "java.util.regex.", "java.util.stream.", "java.util.Formatter", "java.lang.invoke.", "org.tukaani.",
    };

    /** The same of JNA, of management, and of any framework for logs. */
    private static final String[] FOREIGN = {
        "com.sun.jna.",
        "java.util.logging.",
        "java.lang.System$Logger",
        "java.lang.management.",
        "javax.management.",
        "jdk.internal.logger.",
        "sun.util.logging.",
        "org.apache.commons.logging.",
        "org.apache.log4j.",
        "org.apache.logging.",
        "org.slf4j.",
    };

    @TempDir
    Path directory;

    @Test
    void the_kernels_own_btf_is_found_with_few_and_plain_classes() throws Exception {
        FakeRoot machine = new FakeRoot(directory).put(KernelBtfProbe.PATH, Samples.btf("int"));
        try (RecordingLoader loader = new RecordingLoader()) {
            String path = loader.call(IsolatedRuns.class, "resolve", directory.toString());

            assertEquals(machine.path(KernelBtfProbe.PATH).toString(), path);
            assertFast(loader);
        }
    }

    @Test
    void on_this_machine_too() throws Exception {
        Judges.assume(new File(KernelBtfProbe.PATH).canRead(), "this kernel has no BTF of its own");
        try (RecordingLoader loader = new RecordingLoader()) {
            assertEquals("", loader.call(IsolatedRuns.class, "resolve", ""));
            assertFast(loader);
        }
    }

    @Test
    void a_jvm_loads_as_few() throws Exception {
        Set<String> ours = loadedBy(IsolatedRuns.class);
        ours.removeIf(name -> !name.startsWith("io.github.btfresolver.") || name.contains(".testing."));

        assertTrue(ours.contains(BtfResolver.class.getName()), ours.toString());
        assertTrue(ours.size() <= MOST_CLASSES, ours.size() + " classes: " + ours);
    }

    /** What the JDK's methods that we call load is ours, too; what a JVM loads anyway is not. */
    @Test
    void a_jvm_loads_nothing_heavy_that_it_does_not_load_anyway() throws Exception {
        Set<String> more = loadedBy(IsolatedRuns.class);
        more.removeAll(loadedBy(EmptyMain.class));

        assertTrue(more.contains(BtfResolver.class.getName()), more.toString());
        assertEquals(Collections.emptySet(), of(more, HEAVY));
        assertEquals(Collections.emptySet(), of(more, FOREIGN));
    }

    @Test
    void no_thread_is_started() throws Exception {
        Judges.assume(new File(KernelBtfProbe.PATH).canRead(), "this kernel has no BTF of its own");
        String output = run(StartedThreads.class, Collections.<String>emptyList());

        assertTrue(output.contains("threads: 0"), output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "file"})
    void a_bundles_entry_takes_no_jna_no_logging_and_no_thread(String handOver) throws Exception {
        List<String> settings = machineOfABundle(handOver);
        Set<String> more = loadedBy(IsolatedRuns.class, settings);
        more.removeAll(loadedBy(EmptyMain.class, settings));

        assertTrue(more.contains(Bundle.class.getName()), more.toString());
        assertEquals(handOver.equals("file"), more.contains("io.github.btfresolver.loader.FileHandOver"));
        assertEquals(Collections.emptySet(), of(more, FOREIGN));
        String output = run(StartedThreads.class, settings);
        assertTrue(output.contains("threads: 0"), output);
    }

    /** Where a memfd may be had, JNA is loaded: it is there, where the test above says that it is not. */
    @Test
    void for_a_memfd_jna_is_loaded() throws Exception {
        assertTrue(loadedBy(IsolatedRuns.class, machineOfABundle("auto")).contains("com.sun.jna.Native"));
    }

    private static Set<String> of(Set<String> names, String[] prefixes) {
        Set<String> kept = new TreeSet<>(names);
        kept.removeIf(name -> Arrays.stream(prefixes).noneMatch(name::startsWith));
        return kept;
    }

    /** Options of a JVM on a machine without BTF, that has a bundle for it on its class path. */
    private List<String> machineOfABundle(String handOver) throws IOException {
        FakeRoot machine = FakeRoot.ofKernel(directory.resolve("root"), "6.1.0");
        Path classes = directory.resolve("classes");
        TestBundles.install(classes, "a", TestBundles.bundle("a", "debian/12/x86_64/6.1.0", Samples.btf("int")));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        return Arrays.asList(
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "-Dbtfresolver.hostRoot=" + machine,
                "-Dbtfresolver.handOver=" + handOver,
                "-Dbtfresolver.tempDir=" + temporary);
    }

    private static Set<String> loadedBy(Class<?> main) {
        Judges.assume(new File(KernelBtfProbe.PATH).canRead(), "this kernel has no BTF of its own");
        return loadedBy(main, Collections.<String>emptyList());
    }

    /** All words that a JVM prints about the classes that it loads, the classes' names among them. */
    private static Set<String> loadedBy(Class<?> main, List<String> options) {
        List<String> verbose = new ArrayList<>(options);
        verbose.add("-verbose:class");
        return new TreeSet<>(Arrays.asList(run(main, verbose).replace('\n', ' ').split(" ", -1)));
    }

    private static String run(Class<?> main, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
        command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        Judges.Run run = Judges.run(command.toArray(new String[0]));
        assertEquals(0, run.status, run.output);
        return run.output;
    }

    private static void assertFast(RecordingLoader loader) {
        assertEquals(Collections.emptyList(), loader.requested(FORBIDDEN));
        List<String> ours = loader.requested("io.github.btfresolver.");
        ours.removeIf(name -> name.contains(".testing."));
        assertTrue(ours.size() <= MOST_CLASSES_WITH_SETTINGS, ours.size() + " classes: " + ours);
    }
}
