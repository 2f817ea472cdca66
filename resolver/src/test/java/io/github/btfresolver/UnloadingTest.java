// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.IsolatedRuns;
import io.github.btfresolver.testing.TestBundles;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is undeployed takes the library with it. */
class UnloadingTest {
    private static final int COLLECTIONS = 100;

    @TempDir
    Path directory;

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Resolves in a loader of its own, from which nothing comes back but text. */
    private WeakReference<ClassLoader> resolve(ClassLoader parent, String handOver) throws Exception {
        FakeRoot machine = FakeRoot.ofKernel(directory.resolve("host"), "6.1.0");
        byte[] bundle = TestBundles.bundle("a", "debian/10/x86_64/6.1.0", TestData.bytes("btf-small/kernel.el.btf"));
        Path file = Files.write(directory.resolve("a.btfb"), bundle);
        URL[] library = {location(BtfResolver.class), location(IsolatedRuns.class), location(org.tukaani.xz.XZ.class)};
        try (URLClassLoader loader = new URLClassLoader(library, parent)) {
            Object report = loader.loadClass(IsolatedRuns.class.getName())
                    .getMethod("fromBundle", String.class, String.class, String.class)
                    .invoke(null, machine.toString(), file.toString(), directory.toString());
            assertTrue(report.toString().contains(handOver), report.toString());
            return new WeakReference<>(loader);
        }
    }

    private static void assertUnloaded(WeakReference<ClassLoader> loader) {
        int collections = 0;
        for (; loader.get() != null && collections < COLLECTIONS; collections++) {
            System.gc();
            System.runFinalization();
        }
        System.out.println("unloaded after " + collections + " collections");
        assertNull(loader.get(), "still there");
    }

    @Test
    void after_a_temporary_file() throws Exception {
        assertUnloaded(resolve(ClassLoader.getSystemClassLoader().getParent(), "private temporary file"));
    }

    /**
     * As in an application server, which has JNA above its applications and uses it: where the library is the first to,
     * JNA's cleaner thread keeps what was on the stack when it began, until it has ended, half a minute after the last use.
     */
    @Test
    void after_a_memfd_by_the_jna_of_a_parent() throws Exception {
        Judges.assume(LibCAccess.get().calls() != null, LibCAccess.get().reason());
        URL[] jna = {location(com.sun.jna.Library.class)};
        try (URLClassLoader parent =
                new URLClassLoader(jna, ClassLoader.getSystemClassLoader().getParent())) {
            Object used = parent.loadClass(com.sun.jna.NativeLibrary.class.getName())
                    .getMethod("getProcess")
                    .invoke(null);
            assertNotNull(used);
            assertUnloaded(resolve(parent, "sealed memfd"));
        }
    }
}
