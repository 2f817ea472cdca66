// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * An application with the library and one bundle, as JVMs start it: in one jar with xz and JNA, as agents are, or beside their
 * jars. The one jar is what shading makes of {@code sample-agent}, but with JNA's libraries for all systems: all classes of the
 * three, and a manifest of its own.
 *
 * <p>It matters on Java 25 whether there is anything below {@code META-INF/versions}: if there is, the JVM prepares what it needs
 * for method handles before any {@code main}, an empty one too; if not, the first who asks for a resource waits for that.
 */
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

    private static final List<Class<?>> LIBRARIES =
            Arrays.<Class<?>>asList(org.tukaani.xz.XZ.class, com.sun.jna.Library.class);

    private static final String META_INF = "META-INF/";

    private final String classPath;

    private Application(String classPath) {
        this.classPath = classPath;
    }

    /** In one jar, in a directory, made by the recipe that is documented: without {@code META-INF/versions}. */
    static Application inOneJar(Path directory, String bundleName, byte[] bundle) throws Exception {
        return inOneJar(directory.resolve("application.jar"), false, bundleName, bundle);
    }

    /** The same with a module descriptor there, as shading leaves it when nobody says otherwise. */
    static Application inOneJarWithVersions(Path directory, String bundleName, byte[] bundle) throws Exception {
        return inOneJar(directory.resolve("application-versions.jar"), true, bundleName, bundle);
    }

    private static Application inOneJar(Path jar, boolean withVersions, String bundleName, byte[] bundle)
            throws Exception {
        try (JarOutputStream out = begin(jar)) {
            addClasses(out, location(BtfResolver.class), withVersions);
            addOwn(out, bundleName, bundle);
            for (Class<?> each : LIBRARIES) {
                addJar(out, location(each));
            }
        }
        return new Application(jar.toString());
    }

    /** In a jar with the library, beside the jars of xz and JNA: the class loader opens these when it is asked for resources. */
    static Application inSeveralJars(Path directory, String bundleName, byte[] bundle) throws Exception {
        Path jar = directory.resolve("application-alone.jar");
        try (JarOutputStream out = begin(jar)) {
            addClasses(out, location(BtfResolver.class), true);
            addOwn(out, bundleName, bundle);
        }
        StringBuilder classPath = new StringBuilder(jar.toString());
        for (Class<?> each : LIBRARIES) {
            classPath.append(File.pathSeparator).append(location(each));
        }
        return new Application(classPath.toString());
    }

    private static JarOutputStream begin(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ResolveMain.class.getName());
        return new JarOutputStream(Files.newOutputStream(jar), manifest);
    }

    private static void addOwn(JarOutputStream out, String bundleName, byte[] bundle) throws Exception {
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

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Paths.get(
                type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void addClasses(JarOutputStream out, Path classes, boolean withVersions) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Iterator<Path> i = files.iterator(); i.hasNext(); ) {
                Path file = i.next();
                String name = classes.relativize(file).toString();
                if (name.endsWith(".class") && (withVersions || !name.startsWith(META_INF))) {
                    add(out, name, Files.readAllBytes(file));
                }
            }
        }
    }

    private static void addJar(JarOutputStream out, Path jar) throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            for (JarEntry entry; (entry = in.getNextJarEntry()) != null; ) {
                if (!entry.getName().startsWith(META_INF)) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    byte[] part = new byte[8192];
                    for (int n; (n = in.read(part)) > 0; ) {
                        out.write(part, 0, n);
                    }
                }
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    /** As a JVM takes it. */
    String classPath() {
        return classPath;
    }

    /** Starts an empty main with options of the JVM's and the first jar as its agent; returns what that prints. */
    String runAgent(File jvm, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("-javaagent:" + classPath.split(File.pathSeparator, 2)[0]);
        return run(jvm, EmptyMain.class, all);
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
