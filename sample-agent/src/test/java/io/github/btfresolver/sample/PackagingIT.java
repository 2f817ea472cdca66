// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the jar that people get, and what is not. */
class PackagingIT {
    private static final int JAVA_8 = 52;

    private JarFile jar;
    private List<String> names;

    @BeforeEach
    void open() throws Exception {
        jar = new JarFile(new File(System.getProperty("btf.agent.jar")));
        names = new ArrayList<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            names.add(entry.getName());
        }
    }

    @AfterEach
    void close() throws Exception {
        jar.close();
    }

    @Test
    void theManifestNamesTheAgentForEveryWayToStartIt() throws Exception {
        Attributes attributes = jar.getManifest().getMainAttributes();
        String agent = SampleAgent.class.getName();
        assertEquals(agent, attributes.getValue("Premain-Class"));
        assertEquals(agent, attributes.getValue("Agent-Class"));
        assertEquals(agent, attributes.getValue("Main-Class"));
        assertEquals("ALL-UNNAMED", attributes.getValue("Enable-Native-Access"));
    }

    @Test
    void nothingIsThereTwice() {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            assertTrue(seen.add(name), name);
        }
    }

    @Test
    void jnaKeepsItsNameAndXzDoesNot() {
        assertTrue(names.contains("com/sun/jna/Native.class"));
        assertTrue(names.contains("io/github/btfresolver/sample/shaded/xz/XZInputStream.class"));
        for (String name : names) {
            boolean expected = name.endsWith("/")
                    || name.startsWith("io/github/btfresolver/")
                    || name.startsWith("com/sun/jna/")
                    || name.startsWith("META-INF/");
            assertTrue(expected, name);
        }
    }

    @Test
    void onlyLinuxIsThere() {
        assertTrue(names.contains("com/sun/jna/linux-x86-64/libjnidispatch.so"));
        for (String name : names) {
            if (name.contains("jnidispatch")) {
                assertTrue(name.startsWith("com/sun/jna/linux-"), name);
            }
        }
    }

    @Test
    void everyClassRunsOnJava8() throws Exception {
        int classes = 0;
        for (String name : names) {
            if (name.endsWith(".class")) {
                assertTrue(!name.endsWith("module-info.class") && !name.startsWith("META-INF/"), name);
                assertTrue(classVersion(name) <= JAVA_8, name);
                classes++;
            }
        }
        assertTrue(classes > 100, "only " + classes + " classes");
    }

    private int classVersion(String name) throws Exception {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
            assertEquals(0xCAFEBABE, in.readInt(), name);
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }

    @Test
    void theBundleAndItsNameAreThere() throws Exception {
        ZipEntry index = jar.getEntry("META-INF/btf-bundle/bundles");
        assertTrue(index != null, names.toString());
        byte[] text = new byte[64];
        int length = jar.getInputStream(index).read(text);
        assertEquals("sample-agent", new String(text, 0, length, StandardCharsets.UTF_8).trim());
        assertTrue(names.contains("META-INF/btf-bundle/sample-agent.btfb"));
    }

    @Test
    void nothingIsSigned() {
        for (String name : names) {
            assertTrue(!name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"), name);
        }
    }

    @Test
    void theLicenceAndTheNoticesOfAllThatIsInItAreThere() throws Exception {
        assertTrue(text("META-INF/LICENSE").contains("Apache License"));
        String notice = text("META-INF/NOTICE");
        assertTrue(notice.startsWith("btf-resolver\n"), notice);
        // whose classes there are, see jnaKeepsItsNameAndXzDoesNot
        assertTrue(notice.contains("org.tukaani:xz") && notice.contains("Licence: 0BSD"), notice);
        assertTrue(notice.contains("net.java.dev.jna:jna") && notice.contains("libffi"), notice);
        assertTrue(names.contains("META-INF/AL2.0"));
    }

    private String text(String name) throws Exception {
        ZipEntry entry = jar.getEntry(name);
        assertTrue(entry != null, name);
        byte[] text = new byte[(int) entry.getSize()];
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.readFully(text);
        }
        return new String(text, StandardCharsets.UTF_8);
    }
}
