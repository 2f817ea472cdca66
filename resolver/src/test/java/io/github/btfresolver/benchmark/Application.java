// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** An application in a jar with the library and one bundle, beside the jars of xz and JNA, as JVMs start it. */
final class Application {
    /** As many as a hit in a bundle loads of ours, about. */
    static final int EMPTY_CLASSES = 50;

    private static final List<Class<?>> CLASSES = Arrays.<Class<?>>asList(
            EmptyMain.class,
            ResolveMain.class,
            AllocationMain.class,
            FloorMain.class,
            FloorMain.Calls.class,
            EmptyClass.class);

    private final String classPath;

    private Application(String classPath) {
        this.classPath = classPath;
    }

    static Application create(Path directory, String bundleName, byte[] bundle) throws Exception {
        Path jar = directory.resolve("application.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            addClasses(out, location(BtfResolver.class));
            for (Class<?> each : CLASSES) {
                String name = path(each.getName());
                add(out, name, Files.readAllBytes(location(each).resolve(name)));
            }
            for (int i = 0; i < EMPTY_CLASSES; i++) {
                add(out, path(EmptyClass.name(i)), EmptyClass.file(i));
            }
            add(out, BundleResource.INDEX, (bundleName + "\n").getBytes(StandardCharsets.US_ASCII));
            add(out, BundleResource.path(bundleName), bundle);
        }
        return new Application(jar
                + File.pathSeparator
                + location(org.tukaani.xz.XZ.class)
                + File.pathSeparator
                + location(com.sun.jna.Library.class));
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Paths.get(
                type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void addClasses(JarOutputStream out, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Iterator<Path> i = files.iterator(); i.hasNext(); ) {
                Path file = i.next();
                if (file.toString().endsWith(".class")) {
                    add(out, classes.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    /** Starts a main class with options of the JVM's; returns what it prints when it has ended. */
    String run(File jvm, Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(Arrays.asList(Jvms.java(jvm).getPath(), "-cp", classPath));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        Judges.Run run = Judges.run(command.toArray(new String[0]));
        assertEquals(0, run.status, run.output);
        return run.output;
    }
}
