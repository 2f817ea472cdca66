// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.sun.jna.Native;
import io.github.btfresolver.testdata.TestData;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.XZ;
import picocli.CommandLine;

/** What every jar that is passed on must have in it: the licence, the notices of all that it contains, and nobody's umask. */
class ShippedJarsIT {
    private static final Path ROOT = TestData.root().toPath().toAbsolutePath().getParent();
    private static final File COMMAND_LINE = new File(System.getProperty("btf.bundle.jar"));

    private static final int JAVA_8 = 52;
    private static final int JAVA_17 = 61;

    /** Whose the classes below a folder are: as the notices name it, and one class of it. */
    private static final Map<String, Component> COMPONENTS = Map.of(
            "com/fasterxml/jackson/core/", new Component("com.fasterxml.jackson.core:jackson-core", JsonFactory.class),
            "com/sun/jna/", new Component("net.java.dev.jna:jna", Native.class),
            "org/apache/commons/codec/", new Component("commons-codec:commons-codec", Hex.class),
            "org/apache/commons/compress/", new Component("org.apache.commons:commons-compress", ArchiveEntry.class),
            "org/apache/commons/io/", new Component("commons-io:commons-io", IOUtils.class),
            "org/apache/commons/lang3/", new Component("org.apache.commons:commons-lang3", StringUtils.class),
            "org/tukaani/xz/", new Component("org.tukaani:xz", XZ.class),
            "picocli/", new Component("info.picocli:picocli", CommandLine.class));

    private record Component(String name, Class<?> member) {}

    static List<File> jars() {
        return List.of(
                new File(System.getProperty("btf.resolver.jar")),
                new File(System.getProperty("btf.plugin.jar")),
                COMMAND_LINE);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void the_licence_and_a_notice_are_there(File jar) throws IOException {
        assertEquals(Files.readString(ROOT.resolve("LICENSE")), read(jar, "META-INF/LICENSE"));
        String notice = read(jar, "META-INF/NOTICE");
        assertNotNull(notice, jar.toString());
        assertTrue(
                notice.startsWith(Files.readString(ROOT.resolve("NOTICE"))
                        .lines()
                        .findFirst()
                        .orElseThrow()),
                notice);
    }

    /** Classes for newer JVMs below META-INF/versions are passed over by older ones. */
    @ParameterizedTest
    @MethodSource("jars")
    void every_class_runs_on_the_oldest_java_that_the_jar_is_for(File jar) throws IOException {
        boolean library = jar.equals(new File(System.getProperty("btf.resolver.jar")));
        int newest = library ? JAVA_8 : JAVA_17;
        int classes = 0;
        try (JarFile file = new JarFile(jar)) {
            for (JarEntry entry : Collections.list(file.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/versions/")) {
                    try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
                        assertEquals(0xCAFEBABE, in.readInt(), name);
                        in.readUnsignedShort();
                        int version = in.readUnsignedShort();
                        assertTrue(version <= newest, name + ": version " + version + ", newest " + newest);
                    }
                    classes++;
                }
            }
        }
        assertTrue(classes > 50, jar + ": " + classes + " classes");
    }

    @Test
    void the_command_line_names_whose_its_classes_are_with_their_notices() throws IOException {
        Map<String, String> strangers = new TreeMap<>();
        String notice = String.valueOf(read(COMMAND_LINE, "META-INF/NOTICE"));
        try (ZipFile zip = open(COMMAND_LINE)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String name = entry.getName().replaceFirst("^META-INF/versions/[0-9]+/", "");
                if (name.endsWith(".class") && !name.startsWith("io/github/btfresolver/")) {
                    String folder = COMPONENTS.keySet().stream()
                            .filter(name::startsWith)
                            .findFirst()
                            .orElse(null);
                    if (folder == null
                            || !notice.contains(COMPONENTS.get(folder).name())) {
                        strangers.put(name, String.valueOf(folder));
                    }
                }
            }
        }
        assertEquals(Map.of(), strangers, "classes of software that META-INF/NOTICE does not name");
        for (Component component : COMPONENTS.values()) {
            String own = noticeOf(component);
            // the first line is the name, after which ours has the coordinates
            own.lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .forEach(line -> assertTrue(
                            notice.contains(line), component.name() + " has a notice that is not in ours: " + line));
        }
        for (String text : List.of("AL2.0", "LGPL2.1", "FastDoubleParser-LICENSE", "thirdparty-LICENSE")) {
            assertNotNull(read(COMMAND_LINE, "META-INF/" + text), text);
        }
    }

    private static String noticeOf(Component component) throws IOException {
        File jar = new File(component
                .member()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        String notice = read(jar, "META-INF/NOTICE");
        String text = notice == null ? read(jar, "META-INF/NOTICE.txt") : notice;
        return text == null ? "" : text.replace("\r", "");
    }

    /** Only the umask of who builds would make them differ; the bytes are to be the same wherever that is. */
    @ParameterizedTest
    @MethodSource("jars")
    void files_and_folders_have_the_usual_modes(File jar) throws IOException {
        try (ZipFile zip = open(jar)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                int mode = entry.getUnixMode();
                String octal = jar.getName() + " " + entry.getName() + " " + Integer.toOctalString(mode);
                assertTrue(mode == 0 || (mode & 0777) == (entry.isDirectory() ? 0755 : 0644), octal);
            }
        }
    }

    private static ZipFile open(File jar) throws IOException {
        return ZipFile.builder().setFile(jar).get();
    }

    private static @Nullable String read(File jar, String name) throws IOException {
        try (ZipFile zip = open(jar)) {
            ZipArchiveEntry entry = zip.getEntry(name);
            if (entry == null) {
                return null;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
